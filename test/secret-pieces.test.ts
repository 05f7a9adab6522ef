import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { Pieces } from '../src/secret-pieces.ts';

/** No two of its runs of ten characters are the same. */
const SECRET = Array.from({ length: 70 }, (_, at) => at.toString(36).padStart(2, '0')).join('');
const OTHER = Array.from({ length: 70 }, (_, at) => (999 - at).toString(36)).join('');

/** What is around a text: nothing; enough to make it one that is looked up in an index. */
const AROUND: Record<string, string> = { 'a short text': '#', 'a long text': '#'.repeat(500) };

function knowing(...forms: string[]) {
  const pieces = new Pieces();
  for (const form of forms) pieces.add(form);
  return (text: string) => pieces.hide(text, '***', text);
}

for (const [kind, around] of Object.entries(AROUND)) {
  suite(`pieces of secrets in ${kind}`, () => {
    test('20 characters in a row are hidden, 19 are not, from wherever they are', () => {
      const hide = knowing(OTHER, SECRET);
      for (let from = 0; from + 20 <= SECRET.length; from++) {
        const long = SECRET.slice(from, from + 20);
        assert.equal(hide(`${around}${long}${around}`), `${around}***${around}`, `from ${from}`);
        const short = SECRET.slice(from, from + 19);
        assert.equal(hide(`${around}${short}${around}`), `${around}${short}${around}`, `from ${from}`);
      }
    });

    test('at the beginning, at the end, and as the whole', () => {
      const hide = knowing(SECRET);
      for (const piece of [SECRET, SECRET.slice(0, 20), SECRET.slice(-20), SECRET.slice(7, 90)]) {
        assert.equal(hide(piece + around), `***${around}`);
        assert.equal(hide(around + piece), `${around}***`);
        assert.equal(hide(piece + around + piece), `***${around}***`);
      }
    });

    test('one after the other, each by itself', () => {
      const hide = knowing(SECRET, OTHER);
      for (const [left, right] of [
        [SECRET.slice(0, 25), OTHER.slice(40, 70)],
        [SECRET.slice(50, 90), SECRET.slice(0, 20)],
        [SECRET.slice(-20), SECRET.slice(0, 33)],
      ]) {
        assert.equal(hide(`${around}${left}${right}${around}`), `${around}******${around}`);
      }
    });

    test('a run that was hidden is not counted into the next one', () => {
      const hide = knowing('0123456789abcdefghijABCDEFGHIJ', 'KLMNOPQRSTABCDEFGHIJ-=+*&^%$[]');
      const text = `${around}0123456789abcdefghijABCDEFGHIJ-=+*&^%$[]${around}`;
      assert.equal(hide(text), `${around}***-=+*&^%$[]${around}`);
    });

    test('what stands in more than eight places is hidden by the gram, in eight it is followed', () => {
      const gram = 'abcdefghij';
      const within = (places: number) => Array.from({ length: places }, (_, at) => gram + at).join('');
      const text = `${gram}${around}`;
      assert.equal(knowing(within(8))(text), text);
      assert.equal(knowing(within(9))(text), `***${around}`);
      assert.equal(knowing(`${within(9)}${gram}x${gram}y`)(`${text}${gram}`), `***${around}***`);
    });

    test('the text is given as it was, found in the alphabet of the secrets', () => {
      const pieces = new Pieces();
      pieces.add('-_'.repeat(5) + SECRET);
      const text = `${around}+/+/+/${SECRET.slice(0, 20)} + / ${around}`;
      const looked = text.replaceAll('+', '-').replaceAll('/', '_');
      assert.equal(pieces.hide(text, '***', looked), `${around}*** + / ${around}`);
    });
  });
}

suite('pieces of secrets', () => {
  test('nothing is hidden where nothing is known', () => {
    const hide = knowing();
    for (const text of ['', 'Stryker was here', SECRET, SECRET.repeat(9)]) assert.equal(hide(text), text);
  });

  test('a secret that comes later is found as well', () => {
    const pieces = new Pieces();
    const hide = (text: string) => pieces.hide(text, '***', text);
    const text = `${SECRET}${'#'.repeat(500)}${OTHER}`;
    pieces.add(SECRET);
    assert.equal(hide(text), text.replace(SECRET, '***'));
    pieces.add(OTHER);
    assert.equal(hide(text), `***${'#'.repeat(500)}***`);
  });

  test('a text of 400 characters and one of 401 are treated alike', () => {
    const hide = knowing(SECRET);
    for (const length of [399, 400, 401]) {
      const text = SECRET.slice(0, 30).padStart(length, '#');
      assert.equal(hide(text), `${'#'.repeat(length - 30)}***`);
    }
  });
});
