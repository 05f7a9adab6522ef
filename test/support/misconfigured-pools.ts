import { html, json } from '../fakes/http.ts';
import type { Misconfiguration } from './misconfiguration.ts';

const AUD = 'claims.aud == "https://api.confluent.cloud"';
const REF = `${AUD} && claims.repository_id == "456789" && claims.ref == "refs/heads/main"`;
const SUB = `${AUD} && claims.sub == "repo:octo-org/octo-repo:ref:refs/heads/main"`;
const ENVIRONMENT = `${AUD} && claims.repository_id == "456789" && claims.environment == "production"`;

const code = 'CONFLUENT_REFUSED';

/** A runner whose clock is a quarter of an hour behind. */
const BEHIND = `--import=data:text/javascript,${encodeURIComponent('const now = Date.now; Date.now = () => now() - 900000;')}`;

/** The pool's filter and the run do not fit together; Confluent says no more than 401. */
const FILTERS: Misconfiguration[] = [
  {
    name: 'the filter is for a branch, and the run is for a tag',
    code,
    line: '  1. ref is the tag refs/tags/v1.2.3, which a filter on a branch does not match: use claims.ref.startsWith("refs/tags/v"), or give the job an environment',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/tags/v1.2.3', ref_type: 'tag' } },
  },
  {
    name: 'the filter names the sub of a branch, and the job has an environment',
    code,
    line: '  1. The job has the environment production, so sub ends with environment:NAME in place of the ref',
    job: { pools: { 'pool-a': SUB }, claims: { environment: 'production' } },
  },
  {
    name: 'the filter names an environment, and the job has none',
    code,
    line: '  1. The job has no environment: if the filter names one, add environment: NAME to the job, and do not widen the filter.',
    job: { pools: { 'pool-a': ENVIRONMENT } },
  },
  {
    name: 'the filter names a default sub, and the organisation has customised it',
    code,
    line: "  1. sub has neither of GitHub's default forms, so the organisation or the repository has customised it: filter by other claims",
    job: { pools: { 'pool-a': SUB }, claims: { sub: 'repository_owner:octo-org:workflow:deploy' } },
  },
  {
    name: 'the filter names the old form of sub, and the repository has the immutable one',
    code,
    line: '  1. sub has the immutable form repo:OWNER@ID/REPO@ID:…',
    job: {
      pools: { 'pool-a': SUB },
      claims: { sub: 'repo:octo-org@123456/octo-repo@456789:ref:refs/heads/main' },
    },
  },
  {
    name: 'the filter names the immutable form of sub, and the repository has the old one',
    code,
    line: '. sub has the form repo:OWNER/REPO:…: a filter that compares it with the immutable form',
    job: {
      pools: { 'pool-a': `${AUD} && claims.sub == "repo:octo-org@1/octo-repo@2:ref:refs/heads/main"` },
    },
  },
  {
    name: 'the identity provider is for github.com, and the run is on GitHub Enterprise Server',
    code,
    line: '  1. iss is https://github.corp.example/_services/token and not https://token.actions.githubusercontent.com',
    job: {
      issuer: 'https://github.corp.example/_services/token',
      trusted: 'https://token.actions.githubusercontent.com',
      pools: { 'pool-a': REF },
    },
  },
  {
    name: 'the identity provider has a slash at the end of its issuer',
    code,
    line: 'its provider has an issuer that is not exactly https://token.actions.githubusercontent.com,',
    job: { trusted: 'https://token.actions.githubusercontent.com/', pools: { 'pool-a': REF } },
  },
  {
    name: 'the filter names a branch, and the run is for a pull request',
    code,
    line: '  1. The run is for a pull request, and ref (refs/pull/7/merge) names this one pull request: filter by claims.event_name == "pull_request" in place of ref.',
    job: {
      pools: { 'pool-a': REF },
      claims: { ref: 'refs/pull/7/merge', event_name: 'pull_request', base_ref: 'main', head_ref: 'topic' },
      env: { GITHUB_EVENT_NAME: 'pull_request' },
    },
  },
  {
    name: 'the filter excludes pull_request_target, and the run is for one',
    code,
    line: '  1. The event is pull_request_target, and no filter that admits it is offered',
    job: {
      pools: { 'pool-a': `${REF} && claims.event_name != "pull_request_target"` },
      claims: { event_name: 'pull_request_target' },
      env: { GITHUB_EVENT_NAME: 'pull_request_target' },
    },
  },
  {
    name: 'the step asks for an audience that the filter does not have',
    code,
    line: '  1. aud is confluent (from the input audience; the default is https://api.confluent.cloud): the filter must compare claims.aud with the same text, letter by letter',
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'confluent' },
  },
  {
    name: 'the step asks for the audience with a slash at its end',
    code,
    line: '  1. aud is https://api.confluent.cloud/, and the default of the input audience is https://api.confluent.cloud: they differ by the slash at the end',
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: 'https://api.confluent.cloud/' },
  },
  {
    name: "the audience is empty, so that it is GitHub's own",
    code,
    line: "  1. aud is https://github.com/octo-org (GitHub's own, since the input audience is empty)",
    job: { pools: { 'pool-a': REF } },
    inputs: { audience: '' },
  },
  {
    name: 'the id is that of the identity provider',
    code,
    line: '  1. identity-pool-id begins with op-, so it is the id of an identity provider',
    inputs: { 'identity-pool-id': 'op-abc123' },
  },
  {
    name: 'the id is that of the identity provider: the warning before the exchange',
    code,
    line: '##[warning]identity-pool-id begins with op-, so it is the id of an identity provider',
    inputs: { 'identity-pool-id': 'op-abc123' },
  },
  {
    name: 'the id is that of a service account',
    code,
    line: '##[warning]identity-pool-id begins with sa-, so it is the id of a service account',
    inputs: { 'identity-pool-id': 'sa-abc123' },
  },
  {
    name: 'the clock of the runner is wrong',
    code,
    line: ' s behind the clock of the server: synchronise the runner with NTP.',
    job: { pools: { 'pool-a': REF }, claims: { ref: 'refs/heads/topic' } },
    env: { NODE_OPTIONS: BEHIND },
  },
  {
    name: 'there is no pool yet, and the id is made up: the claims are shown',
    code,
    line: '  sub                  repo:octo-org/octo-repo:ref:refs/heads/main',
    inputs: { 'identity-pool-id': 'pool-none' },
  },
];

const answered = (status: number, ...errors: object[]): Misconfiguration['prepare'] => {
  return ({ sts }) => sts.next(json(status, { errors }));
};

/** Confluent says more than a status. */
const REPLIES: Misconfiguration[] = [
  {
    name: 'the reply names the pool as the parameter that is wrong',
    code,
    line: '  1. The reply names identity_pool_id, which is the input identity-pool-id',
    prepare: answered(400, { title: 'Bad Request', source: { parameter: 'identity_pool_id' } }),
  },
  {
    name: 'the reply points at the ID token',
    code,
    line: '  1. The reply names subject_token, which is the ID token: check the filter of the pool, the issuer of its provider, and the clock.',
    prepare: answered(400, { title: 'Bad Request', source: { pointer: '/subject_token' } }),
  },
  {
    name: 'the reply has several errors',
    code,
    line: '  Forbidden: The second of two. (code pool_2)',
    prepare: answered(
      403,
      { title: 'Forbidden', detail: 'The first of two.' },
      { title: 'Forbidden', detail: 'The second of two.', code: 'pool_2' },
    ),
  },
  {
    name: 'the reply says that the ID token is expired',
    code,
    line: '  1. The reply speaks of the time in the ID token',
    prepare: answered(401, { title: 'Unauthorized', detail: 'The token is expired.' }),
  },
  {
    name: 'the endpoint is not that of the API',
    code,
    line: '  1. Nothing was found at the URL: check first the input endpoint',
    prepare: ({ sts }) => sts.next(html(404)),
  },
  {
    name: 'the lifetime is more than Confluent grants',
    code,
    line: 'Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is 900).',
    job: { cap: 600 },
    prepare: () => {},
  },
];

/** What Confluent refuses. */
export const POOLS: readonly Misconfiguration[] = [...FILTERS, ...REPLIES];
