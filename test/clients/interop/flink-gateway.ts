import { type DataPlane, startDataPlane } from '../../servers/confluent-api/data-plane.ts';
import { type Call, json, type Routes } from '../../servers/confluent-api/routes.ts';
import type { Tls } from '../../servers/http.ts';

/**
 * As much of Confluent's gateway for Flink SQL as the Table API plugin needs to run `SELECT 7`.
 *
 * @param tls the plugin speaks https to a gateway, and nothing else
 */
export function startFlinkGateway(issuer: string, tls: Tls): Promise<DataPlane> {
  const pools = { 'pool-abc1': { filter: 'true' } };
  return startDataPlane({ issuer, pools: () => pools, routes: statements(), tls });
}

interface Statement {
  readonly name: string;
  readonly spec: { readonly statement: string };
}

/** Statements are done as soon as they are made. */
function statements(): Routes {
  const base = '/sql/v1/organizations/:organization/environments/:environment/statements';
  const known = new Map<string, Statement>();
  const found = ({ params }: Call) => known.get(params.name as string) as Statement;
  return {
    [`POST ${base}`]: ({ params, body }) => {
      known.set(body.name, body);
      return json(201, shown(body, params));
    },
    [`GET ${base}/:name`]: (call) => json(200, shown(found(call), call.params)),
    [`GET ${base}/:name/results`]: (call) =>
      json(200, {
        api_version: 'sql/v1',
        kind: 'StatementResult',
        metadata: { self: '', next: '' },
        results: { data: rowsOf(found(call)).map((row) => ({ op: 0, row })) },
      }),
    // The plugin stops what it has read to the end.
    [`PUT ${base}/:name`]: (call) => json(200, shown({ ...found(call), ...call.body }, call.params)),
  };
}

function shown(statement: Statement, { organization, environment }: Call['params']) {
  const at = new Date().toISOString();
  const traits = {
    sql_kind: 'SELECT',
    is_bounded: true,
    is_append_only: true,
    schema: { columns: columnsOf(statement) },
  };
  return {
    ...statement,
    api_version: 'sql/v1',
    kind: 'Statement',
    organization_id: organization,
    environment_id: environment,
    metadata: { self: '', uid: '', resource_version: '1', created_at: at, updated_at: at },
    status: { phase: 'COMPLETED', detail: '', traits },
  };
}

const number = /^SELECT (\d+)$/;

/** Of the information schema, which the plugin reads first, there are the columns and no row. */
function columnsOf({ spec }: Statement) {
  if (number.test(spec.statement)) return [{ name: 'EXPR$0', type: { type: 'INTEGER', nullable: false } }];
  const names = [...spec.statement.matchAll(/`([A-Z_]+)`(?=[, ])/g)].map(([, name]) => name);
  return names.map((name) => ({ name, type: { type: 'VARCHAR', length: 2147483647, nullable: true } }));
}

function rowsOf({ spec }: Statement): string[][] {
  const value = number.exec(spec.statement)?.[1];
  return value === undefined ? [] : [[value]];
}
