import { randomBytes } from 'node:crypto';
import { type Call, json, noContent, type Routes } from './routes.ts';

export const organization = '1111aaaa-11aa-11aa-11aa-111111aaaaaa';

export interface Item {
  readonly id: string;
  readonly [field: string]: unknown;
}

export interface Collection {
  /** Such as `/org/v2/environments`. */
  readonly path: string;
  readonly kind: string;
  /** Of the ids: `env` gives `env-1a2b3c`. */
  readonly prefix: string;
  /** Fields without which a creation is refused. */
  readonly required: readonly string[];
  /** Fields that the server adds. */
  readonly computed?: Readonly<Record<string, unknown>>;
  readonly seed?: readonly Item[];
  readonly written?: (item: Item) => void;
  readonly deleted?: (id: string) => void;
}

/** A resource of Confluent's control plane, to be created, listed, read, changed and deleted. */
export function collection(options: Collection): Routes {
  const { path, kind, prefix, required, computed = {}, seed = [], written, deleted } = options;
  const items = new Map(seed.map((item) => [item.id, item]));
  const version = path.split('/').slice(1, 3).join('/');
  const singular = path.split('/').at(-1)?.slice(0, -1);
  const shown = (item: Item) => ({
    api_version: version,
    kind,
    metadata: {
      self: `https://api.confluent.cloud${path}/${item.id}`,
      resource_name: `crn://confluent.cloud/organization=${organization}/${singular}=${item.id}`,
    },
    ...item,
  });
  const write = (item: Item) => {
    written?.(item);
    items.set(item.id, item);
    return item;
  };
  const known = (call: Call, found: (item: Item) => ReturnType<typeof json>) => {
    const item = items.get(call.params.id as string);
    return item ? found(item) : refusal(404, 'not_found', `There is no ${kind} ${call.params.id}.`);
  };
  return {
    [`GET ${path}`]: () =>
      json(200, {
        api_version: version,
        kind: `${kind}List`,
        metadata: {},
        data: [...items.values()].map(shown),
      }),
    [`POST ${path}`]: ({ body }) => {
      const absent = required.filter((field) => !body[field]);
      if (absent.length > 0) return refusal(400, 'bad_request', `Without ${absent.join(', ')}.`);
      const id = `${prefix}-${randomBytes(3).toString('hex')}`;
      return json(201, shown(write({ ...computed, ...body, id })));
    },
    [`GET ${path}/:id`]: (call) => known(call, (item) => json(200, shown(item))),
    [`PATCH ${path}/:id`]: (call) =>
      known(call, (item) => json(200, shown(write({ ...item, ...call.body, id: item.id })))),
    [`DELETE ${path}/:id`]: (call) =>
      known(call, ({ id }) => {
        items.delete(id);
        deleted?.(id);
        return noContent;
      }),
  };
}

function refusal(status: number, code: string, detail: string) {
  return json(status, { errors: [{ status: String(status), code, detail }] });
}
