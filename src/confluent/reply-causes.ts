import { isLargeDifference } from '../clock.ts';
import type { RefusalError } from '../tokens.ts';
import type { Case } from './evidence.ts';
import { oddPoolIds } from './pool-id.ts';

/** What a reply says when the time in the ID token is not the time it sees. */
const TIME =
  /\bexpired\b|\bnot (?:yet |)valid (?:yet|before)\b|\bnot yet valid\b|issued in the future|"(?:exp|nbf|iat)"/i;
const ABSENT = /\bnot (?:be )?found\b|\bdoes(?: not|n't) exist\b|\bno such\b|\bunknown identity pool\b/i;

/** Causes that the reply, the inputs and the clocks show; the surest first. */
export function replyCauses(given: Case): string[] {
  return [
    ...(namesExpiresIn(given) ? [expiresIn(given)] : []),
    ...sources(given),
    ...clocks(given),
    ...(given.refusal.status === 404 ? [endpoint(given)] : []),
    ...oddPoolIds(given.inputs.identityPoolId),
    ...(isPoolAbsent(given) ? [absentPool(given)] : []),
  ];
}

/** Whether nothing but the lifetime is wrong: then the identity pool has no part in it. */
export function isOnlyExpiresIn({ refusal: { status, errors } }: Case): boolean {
  return status === 400 && errors.length > 0 && errors.every(mentionsExpiresIn);
}

function namesExpiresIn({ refusal: { status, errors } }: Case): boolean {
  return status === 400 && errors.some(mentionsExpiresIn);
}

function mentionsExpiresIn({ title, detail, parameter, pointer }: RefusalError): boolean {
  return [title, detail, parameter, pointer].some(
    (text) => typeof text === 'string' && /\bexpires_in\b/.test(text),
  );
}

function expiresIn({ inputs }: Case): string {
  return `Confluent does not grant the lifetime that was asked for: lower the input expires-in (it is ${inputs.expiresIn}).`;
}

function sources(given: Case): string[] {
  return given.parameters.flatMap((name) => {
    const words = `The reply names ${given.show(name, 100)}`;
    if (name === 'identity_pool_id')
      return `${words}, which is the input identity-pool-id: check that the pool exists in this organisation.`;
    if (name === 'subject_token')
      return `${words}, which is the ID token: check the filter of the pool, the issuer of its provider, and the clock.`;
    if (name !== 'expires_in') return `${words}, which no input of this action sets.`;
    return namesExpiresIn(given) ? [] : `${words}, which is the input expires-in: lower it.`;
  });
}

function clocks({ clockDifference: seconds, words }: Case): string[] {
  if (isLargeDifference(seconds)) {
    const side = seconds > 0 ? 'ahead of' : 'behind';
    return [
      `The clock of this runner is ${Math.abs(seconds)} s ${side} the clock of the server: synchronise the runner with NTP.`,
    ];
  }
  if (!TIME.test(words)) return [];
  const told =
    seconds === undefined
      ? 'synchronise the clock of a self-hosted runner with NTP'
      : `the clocks agree (they differ by ${Math.abs(seconds)} s)`;
  return [
    `The reply speaks of the time in the ID token, which is valid for some minutes: ${told}, and run the job again.`,
  ];
}

function endpoint({ inputs, defaults, show }: Case): string {
  const usual =
    inputs.endpoint === defaults.endpoint
      ? 'which is the default'
      : `while the default is ${defaults.endpoint}`;
  return `Nothing was found at the URL: check first the input endpoint (it is ${show(inputs.endpoint)}, ${usual}).`;
}

function isPoolAbsent({ refusal, words, parameters }: Case): boolean {
  if (refusal.status === 404) return true;
  return ABSENT.test(words) && !parameters.includes('identity_pool_id');
}

function absentPool({ inputs, show }: Case): string {
  return `The pool may not exist: check that ${show(inputs.identityPoolId, 100)} is a pool of the right organisation, and was not deleted.`;
}
