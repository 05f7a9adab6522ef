import { createHash } from 'node:crypto';
import type { FakeGitHub } from '../fakes/github.ts';
import type { Body, OddToken } from './draw-body.ts';
import { type Known, speak } from './words.ts';

/** What a remote that behaves as drawn has to know of its surroundings. */
export interface Stage {
  readonly github: FakeGitHub;
  /** Takes every odd token that is handed out. */
  readonly onToken: (token: string) => void;
}

/**
 * The body of a reply, as drawn.
 * @param own gives that of the ordinary reply, with a token in it
 */
export async function bodyOf(
  body: Body,
  known: Known,
  own: () => Promise<string>,
  stage: Stage,
): Promise<string> {
  switch (body.kind) {
    case 'nothing':
      return '';
    case 'own':
      return own();
    case 'page':
      return '<!doctype html>\n<title>Sign in</title>\n';
    case 'token':
      return tokenBody(await makeToken(body.token, stage), await own());
    case 'changed':
      return JSON.stringify({ ...JSON.parse((await own()) || '{}'), ...body.members });
    case 'refusal':
      return JSON.stringify(refusal(body.shape, speak(body.words, known)));
    case 'json':
      return JSON.stringify(body.value);
    case 'text':
      return speak(body.words, known);
    case 'oversize':
      return ' '.repeat(body.bytes) + (await own());
  }
}

function refusal(shape: 'errors' | 'oauth' | 'all', said: string): unknown {
  const errors = [
    { id: said, status: said, code: said, title: said, detail: said, source: { [said]: said } },
  ];
  const oauth = { error: said, error_description: said, message: said };
  return shape === 'errors' ? { errors } : shape === 'oauth' ? oauth : { ...oauth, errors, [said]: said };
}

/** The remote's ordinary answer with another token in it. */
function tokenBody(token: string, own: string): string {
  const ordinary = JSON.parse(own || '{}');
  const name = 'access_token' in ordinary ? 'access_token' : 'value';
  return JSON.stringify({ ...ordinary, [name]: token });
}

async function makeToken({ shape, length, salt }: OddToken, { github, onToken }: Stage): Promise<string> {
  const text = characters(salt, length);
  const half = Math.floor(length / 2);
  const within = (sign: string) => text.slice(0, half) + sign + text.slice(half);
  const token = {
    text,
    jwt: async () => github.sign({ ...github.claims, aud: 'https://api.confluent.cloud', padding: text }),
    lines: within('\r\n'),
    unseen: within('\u200b'),
    foreign: within('\u00e9'),
  }[shape];
  const made = typeof token === 'string' ? token : await token();
  onToken(made);
  return made;
}

function characters(salt: string, length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++) {
    text += createHash('sha512').update(`${salt}${n}`).digest('base64url');
  }
  return text.slice(0, length);
}
