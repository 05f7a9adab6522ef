import type { Words } from './words.ts';

/** A token that no honest remote would issue. */
export interface OddToken {
  readonly shape: 'text' | 'jwt' | 'lines' | 'unseen' | 'foreign';
  readonly length: number;
  /** Its characters follow from this, so that a replay has the same. */
  readonly salt: string;
}

export type Body =
  | { readonly kind: 'own' | 'nothing' | 'page' }
  | { readonly kind: 'token'; readonly token: OddToken }
  | { readonly kind: 'changed'; readonly members: Readonly<Record<string, unknown>> }
  | { readonly kind: 'refusal'; readonly shape: 'errors' | 'oauth' | 'all'; readonly words: Words }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly words: Words }
  | { readonly kind: 'oversize'; readonly bytes: number };

/** When the bytes of a reply arrive, and how they end. */
export interface Delivery {
  readonly delayMs: number;
  /** The part of the bytes that is sent, 0 to 1. */
  readonly part: number;
  readonly pieces: number;
  readonly end: 'close' | 'reset' | 'silence';
}

/** What a remote does with one request. */
export type Behaviour =
  | { readonly kind: 'pass' }
  | { readonly kind: 'junk'; readonly says: Words; readonly delivery: Delivery }
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly headers: readonly (readonly [string, Words])[];
      readonly framing: 'length' | 'chunked' | 'close' | 'too short' | 'too long';
      readonly body: Body;
      readonly delivery: Delivery;
    };
