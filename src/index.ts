import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';
import type { Clock } from './clock.ts';
import { commandOf } from './errors.ts';
import { SERVE } from './token-endpoint/address.ts';

const clock: Clock = {
  // Since the start of the process. Date.now would move the deadline when the clock is set; the first use of
  // `performance` would load a dozen modules of Node.
  now: () => process.uptime() * 1000,
  wallTime: Date.now,
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  random: Math.random,
};

async function start(): Promise<void> {
  // `tunnel` calls `new Buffer()` for the credentials of a proxy, and no reader of the log could fix that.
  // Not by `=`, which throws where the job has set --no-deprecation.
  Reflect.set(process, 'noDeprecation', true);

  // glibc reads it at the first look-up. With a name server that never answers, Node would wait for up to half a
  // minute after the last line of the log.
  process.env.RES_OPTIONS ??= 'timeout:2 attempts:2';

  // An address of IPv6 without a route may come first. Node gives each address 250 ms, too little for a slow network.
  setDefaultAutoSelectFamilyAttemptTimeout(2_500);

  // Main is in this file (`eager`), the token endpoint in another: most runs need none of it.
  if (process.argv[2] === SERVE) {
    // What `ps` shows, and the runner's log where the runner must end it; Linux shows 15 characters.
    process.title = 'confluent-cloud-auth token endpoint';
    const role = await import(/* webpackChunkName: "token-endpoint" */ './token-endpoint/entry.ts');
    return role.runTokenEndpoint(clock);
  }
  const role = await import(/* webpackMode: "eager" */ './step.ts');
  return role.runStep(clock);
}

start().catch((error: unknown) => {
  console.log(commandOf('error', error));
  process.exitCode = 1;
});
