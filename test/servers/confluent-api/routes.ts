import type { Answer, SeenRequest } from '../http.ts';

/** One request to an API, taken apart. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  // biome-ignore lint/suspicious/noExplicitAny: the JSON of an API that the handler knows
  readonly body: any;
}

/** By method and path; a part that begins with a colon is a parameter: `GET /topics/:name`. */
export type Routes = Readonly<Record<string, (call: Call) => Answer>>;

/**
 * What the one route for this request answers; without one 404, which names the request, so that a test
 * that meets a gap in a stand-in sees which.
 */
export function dispatch(routes: Routes, seen: SeenRequest): Answer {
  const { pathname, searchParams: query } = new URL(seen.path, 'http://localhost');
  for (const [route, handler] of Object.entries(routes)) {
    const params = match(route, `${seen.method} ${pathname}`);
    if (params) return handler({ params, query, body: seen.body === '' ? undefined : JSON.parse(seen.body) });
  }
  return json(404, { error_code: 404, message: `no such resource: ${seen.method} ${pathname}` });
}

function match(route: string, asked: string): Record<string, string> | undefined {
  const pattern = route.replaceAll('.', '\\.').replaceAll(/:(\w+)/g, '(?<$1>[^/]+)');
  const found = new RegExp(`^${pattern}$`).exec(asked);
  if (!found) return undefined;
  const given = Object.entries(found.groups ?? {});
  return Object.fromEntries(given.map(([name, value]) => [name, decodeURIComponent(value)]));
}

export function json(status: number, value: unknown): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

export const noContent: Answer = { status: 204 };
