import { randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FakeServer, startServer } from '../../servers/http.ts';
import { jvm } from './jars.ts';
import { run, start } from './program.ts';

/** Whose tokens the broker accepts. */
export interface Trust {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
}

export interface Broker {
  /** The address of a listener. */
  bootstrap(listener: string): string;
  /** What its log says of the connections to a listener, in order. */
  seen(listener: string): Authentication[];
  stop(): Promise<void>;
}

/** A new connection let in, one that proved itself again (KIP-368), or a refusal of either. */
export type Authentication = 'first' | 'again' | 'refused';

/**
 * A broker of one node, its controller included, that lets in nobody without a valid token and
 * holds every connection to the expiry of its token.
 *
 * @param classpath of the broker
 * @param listeners a listener for each party to be told apart in the log, which names a client's
 * address but neither its port nor its id; each has a topic of the same name
 * @param moreTopics topics beside these: none is made by being written to
 */
export async function startBroker(
  classpath: string,
  trust: Trust,
  listeners: readonly string[],
  moreTopics: readonly string[] = [],
): Promise<Broker> {
  const folder = await mkdtemp(join(tmpdir(), 'interop-broker-'));
  const [internal, controller, ...ports] = await freePorts(listeners.length + 2);
  const addresses = new Map(listeners.map((name, at) => [name, `127.0.0.1:${ports[at]}`]));
  const properties = join(folder, 'server.properties');
  await writeFile(properties, serverProperties(trust, addresses, { internal, controller, folder }));

  const java = jvm(classpath, trust.jwksUrl);
  const format = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties];
  await run({ ...java, args: [...java.args, ...format] }, 60);
  const broker = start({ ...java, args: [...java.args, 'kafka.Kafka', properties] });
  const stop = async () => {
    await broker.stop();
    await rm(folder, { recursive: true, force: true });
  };
  await broker.line(/Kafka Server started/, 60).catch(async (error) => {
    await stop();
    throw error;
  });

  await createTopics(classpath, `127.0.0.1:${internal}`, [...listeners, ...moreTopics]).catch(
    async (error) => {
      await stop();
      throw error;
    },
  );

  const seen = (listener: string) =>
    broker.lines
      .filter((line) => line.includes(`-network-thread-1-${listener}-SASL_PLAINTEXT-`))
      .map(authenticationOf)
      .filter((authentication) => authentication !== undefined);
  return { bootstrap: (listener) => addresses.get(listener) ?? '', seen, stop };
}

async function createTopics(classpath: string, address: string, topics: readonly string[]): Promise<void> {
  const { file, args } = jvm(classpath);
  const program = join(import.meta.dirname, 'java/Topics.java');
  await run({ file, args: [...args, program, address, ...topics] }, 120);
}

function authenticationOf(line: string): Authentication | undefined {
  if (line.includes('Successfully authenticated with')) return 'first';
  if (line.includes('Successfully re-authenticated with')) return 'again';
  return /Failed (re-)?authentication with/.test(line) ? 'refused' : undefined;
}

const clusterId = 'MkU3OEVBNTcwNTJENDM2Qg';
const oauth = 'org.apache.kafka.common.security.oauthbearer';

function serverProperties(
  trust: Trust,
  addresses: ReadonlyMap<string, string>,
  own: { internal?: number | undefined; controller?: number | undefined; folder: string },
): string {
  const advertised = [...addresses].map(([name, address]) => `${name}://${address}`);
  advertised.push(`INTERNAL://127.0.0.1:${own.internal}`);
  const protocols = [...addresses.keys()].map((name) => `${name}:SASL_PLAINTEXT`);
  const sasl = [...addresses.keys()].map((name) => {
    const prefix = `listener.name.${name.toLowerCase()}.oauthbearer.sasl`;
    return `${prefix}.server.callback.handler.class=${oauth}.OAuthBearerValidatorCallbackHandler
${prefix}.jaas.config=${oauth}.OAuthBearerLoginModule required;`;
  });
  return `
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${own.controller}
log.dirs=${join(own.folder, 'data')}

listeners=${advertised},CONTROLLER://127.0.0.1:${own.controller}
advertised.listeners=${advertised}
listener.security.protocol.map=${protocols},INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=INTERNAL
controller.listener.names=CONTROLLER

sasl.enabled.mechanisms=OAUTHBEARER
${sasl.join('\n')}
sasl.oauthbearer.jwks.endpoint.url=${trust.jwksUrl}
sasl.oauthbearer.expected.issuer=${trust.issuer}
sasl.oauthbearer.expected.audience=${trust.audience}
# The default of 30 s is more than our tokens live.
sasl.oauthbearer.clock.skew.seconds=0
# Anything but 0 makes a connection end with its token unless the client authenticates again.
# An hour, so that it is the token's own expiry which counts.
connections.max.reauth.ms=3600000

auto.create.topics.enable=false
offsets.topic.replication.factor=1
offsets.topic.num.partitions=1
group.initial.rebalance.delay.ms=0
num.network.threads=1
`;
}

/**
 * Kafka has to know its ports before it binds them. So they are below those that systems give to
 * connections, one of which may begin in between. Held all at once, so that none comes twice.
 */
async function freePorts(count: number): Promise<number[]> {
  const servers: FakeServer[] = [];
  while (servers.length < count) {
    const port = randomInt(20_000, 30_000);
    await startServer({ port }).then(
      (server) => servers.push(server),
      () => {},
    );
  }
  await Promise.all(servers.map((server) => server.close()));
  return servers.map((server) => server.port);
}
