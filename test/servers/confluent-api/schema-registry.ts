import { type Call, json, type Routes } from './routes.ts';

export interface Schema {
  readonly id: number;
  readonly subject: string;
  readonly version: number;
  readonly schema: string;
}

const notFound = json(404, { error_code: 40401, message: 'Subject not found.' });

/**
 * Subjects of Schema Registry, Avro alone. A schema is compatible with the one before it if their
 * records have the same name: a rule that a test can meet or break.
 */
export function schemaRegistry(schemas: Schema[]): Routes {
  const of = ({ params }: Call) => schemas.filter(({ subject }) => subject === params.subject);
  const compatible = (call: Call, unknown: ReturnType<typeof json>) => {
    const latest = of(call).at(-1);
    if (!latest) return unknown;
    const same = nameOf(latest.schema) === nameOf(call.body.schema);
    return json(200, { is_compatible: same, messages: same ? [] : ['the name differs'] });
  };
  return {
    'POST /compatibility/subjects/:subject/versions/latest': (call) => compatible(call, notFound),
    'POST /compatibility/subjects/:subject/versions': (call) =>
      compatible(call, json(200, { is_compatible: true })),
    'POST /subjects/:subject': (call) => {
      const found = of(call).find(({ schema }) => schema === call.body.schema);
      return found ? json(200, found) : notFound;
    },
    'POST /subjects/:subject/versions': (call) => {
      const version = of(call).length + 1;
      const subject = call.params.subject as string;
      const schema = { id: 100_001 + schemas.length, subject, version, schema: call.body.schema };
      schemas.push(schema);
      return json(200, { id: schema.id });
    },
    'GET /subjects/:subject/versions/latest': (call) => {
      const latest = of(call).at(-1);
      return latest ? json(200, latest) : notFound;
    },
    'GET /schemas/ids/:id': ({ params }) => {
      const found = schemas.find(({ id }) => id === Number(params.id));
      return found ? json(200, found) : notFound;
    },
    'GET /config/:subject': () => notFound,
    'PUT /config/:subject': ({ body }) => json(200, body),
    'GET /schemas': ({ query }) => {
      const prefix = query.get('subjectPrefix') ?? '';
      return json(
        200,
        schemas.filter(({ subject }) => subject.startsWith(prefix)),
      );
    },
  };
}

const nameOf = (schema: string): unknown => JSON.parse(schema).name;
