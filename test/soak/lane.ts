import { makeCertificate } from '../fakes/certificate.ts';
import { type FakeGitHub, startGitHub } from '../fakes/github.ts';
import type { FakeServer, Reply, Tls } from '../fakes/http.ts';
import { type FakeSts, startSts } from '../fakes/sts.ts';
import { replyOf } from './deliver.ts';
import type { Behaviour } from './draw-behaviour.ts';

/** Both remotes, for one run. */
export interface Remotes {
  readonly github: FakeGitHub;
  readonly sts: FakeSts;
  readonly tls: Tls | undefined;
  /** Odd tokens that were handed out. */
  readonly odd: string[];
  /** Forgets the run before, and sets what each remote does with its next requests. */
  behave(github: readonly Behaviour[], sts: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** Remotes for one run after the other: to make their keys takes longer than a run. */
export interface Lane {
  plain(): Promise<Remotes>;
  secure(): Promise<Remotes>;
  close(): Promise<void>;
}

export function openLane(): Lane {
  let plain: Promise<Remotes> | undefined;
  let secure: Promise<Remotes> | undefined;
  return {
    plain() {
      plain ??= startRemotes(undefined);
      return plain;
    },
    secure() {
      secure ??= startRemotes(makeCertificate());
      return secure;
    },
    async close() {
      for (const remotes of [await plain, await secure]) await remotes?.close();
    },
  };
}

async function startRemotes(tls: Tls | undefined): Promise<Remotes> {
  const github = await startGitHub({ tls });
  const pools = { 'pool-a': { filter: 'true' }, 'pool-b': { filter: 'true' } };
  const sts = await startSts({ issuer: github.issuer, pools, tls, ca: tls?.cert });
  const odd: string[] = [];
  const stage = { github, onToken: (token: string) => void odd.push(token) };
  const toGitHub = inTurn(github);
  const toSts = inTurn(sts);
  return {
    github,
    sts,
    tls,
    odd,
    behave(first, second) {
      for (const list of [github.issued, sts.issued, github.requests, sts.requests, odd]) list.length = 0;
      toGitHub(first.map((behaviour) => replyOf(behaviour, stage)));
      toSts(second.map((behaviour) => replyOf(behaviour, stage)));
    },
    close: async () => void (await Promise.all([github.close(), sts.close()])),
  };
}

/** Lets replies be set anew: a fake only knows how to add more of them. */
function inTurn(server: FakeServer): (replies: Reply[]) => void {
  let replies: Reply[] = [];
  const turn: Reply = async (request, response, context) => {
    server.next(turn);
    const reply = replies.shift();
    if (reply) return reply(request, response, context);
    const answer = await context.normal();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  server.next(turn);
  return (next) => {
    replies = next;
  };
}
