/** The parameters of a form, by name. */
export type Form = ReadonlyMap<string, string>;

/**
 * The parameters of a form (`application/x-www-form-urlencoded`); undefined if one is there twice.
 * One without a value counts as left out (RFC 6749, 3.2).
 */
export function parseForm(body: string): Form | undefined {
  const form = new Map<string, string>();
  for (const [name, value] of entriesOf(body)) {
    if (form.has(name)) return undefined;
    form.set(name, value);
  }
  for (const [name, value] of form) if (value === '') form.delete(name);
  return form;
}

/** Most bodies have nothing to decode, and `URLSearchParams` takes several times as long. */
function entriesOf(body: string): Iterable<[string, string]> {
  if (/[%+?]/.test(body)) return new URLSearchParams(body);
  return body
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const equals = part.indexOf('=');
      return equals < 0 ? [part, ''] : [part.slice(0, equals), part.slice(equals + 1)];
    });
}
