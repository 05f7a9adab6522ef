import { matches } from '../cel.ts';
import type { Apis, Pool } from '../sts.ts';
import { collection, organization } from './collection.ts';
import { dispatch, json, type Routes } from './routes.ts';

export interface ControlPlane {
  /** The exchange knows a pool from the moment it is created here. */
  pools(): Record<string, Pool>;
  /** Pools that may see nothing. */
  readonly blind: ReadonlySet<string>;
  readonly environment: string;
  readonly kafkaCluster: string;
}

/**
 * The APIs of api.confluent.cloud that the examples and docs/rest.md need: organisation, environments,
 * Kafka clusters (one, to be read), connectors, identity providers and pools, service accounts, role bindings.
 */
export function controlPlane(options: ControlPlane): Apis {
  const routes: Routes = { ...organizations(options), ...connectors, ...identities(options.pools) };
  return (seen, caller) =>
    caller !== undefined && options.blind.has(caller)
      ? json(403, { errors: [{ status: '403', code: 'forbidden', detail: 'Forbidden Access' }] })
      : dispatch(routes, seen);
}

function organizations({ environment, kafkaCluster }: ControlPlane): Routes {
  const environmentCrn = `crn://confluent.cloud/organization=${organization}/environment=${environment}`;
  const environments = collection({
    path: '/org/v2/environments',
    kind: 'Environment',
    prefix: 'env',
    required: ['display_name'],
    seed: [{ id: environment, display_name: 'default', stream_governance_config: { package: 'ESSENTIALS' } }],
  });
  const cluster = {
    api_version: 'cmk/v2',
    kind: 'Cluster',
    id: kafkaCluster,
    metadata: { resource_name: `${environmentCrn}/cloud-cluster=${kafkaCluster}/kafka=${kafkaCluster}` },
    spec: {
      display_name: 'orders',
      availability: 'SINGLE_ZONE',
      cloud: 'AWS',
      region: 'eu-central-1',
      config: { kind: 'Basic' },
      kafka_bootstrap_endpoint: 'SASL_SSL://pkc-abc12.eu-central-1.aws.confluent.cloud:9092',
      http_endpoint: 'https://pkc-abc12.eu-central-1.aws.confluent.cloud:443',
      environment: { id: environment, kind: 'Environment', resource_name: environmentCrn },
    },
    status: { phase: 'PROVISIONED' },
  };
  const ours = (id: string | undefined, environment: string | null) =>
    id === kafkaCluster && environment === cluster.spec.environment.id;
  return {
    ...environments,
    'GET /cmk/v2/clusters/:id': ({ params, query }) =>
      ours(params.id, query.get('environment'))
        ? json(200, cluster)
        : json(404, { errors: [{ status: '404', code: 'not_found', detail: 'No such cluster' }] }),
  };
}

const connectors: Routes = {
  'PUT /connect/v1/environments/:environment/clusters/:cluster/connectors/:name/config': ({
    params,
    body,
  }) =>
    body.name === params.name && body['connector.class']
      ? json(200, { name: params.name, config: body, tasks: [], type: 'sink' })
      : json(400, { errors: [{ status: '400', code: 'bad_request', detail: 'name, connector.class' }] }),
};

function identities(pools: ControlPlane['pools']): Routes {
  const path = '/iam/v2/identity-providers';
  const described = ['display_name', 'description'];
  return {
    ...collection({
      path,
      kind: 'IdentityProvider',
      prefix: 'op',
      required: [...described, 'issuer', 'jwks_uri'],
      computed: { state: 'ENABLED', identity_claim: 'claims.sub', keys: [] },
    }),
    ...collection({
      path: `${path}/:provider/identity-pools`,
      kind: 'IdentityPool',
      prefix: 'pool',
      required: [...described, 'identity_claim', 'filter'],
      computed: { state: 'ENABLED' },
      // Throws on what is no filter, which the fake's server answers with 500 and the reason.
      written: ({ id, filter }) => {
        matches(filter as string, {});
        pools()[id] = { filter: filter as string };
      },
      deleted: (id) => void delete pools()[id],
    }),
    ...collection({
      path: '/iam/v2/service-accounts',
      kind: 'ServiceAccount',
      prefix: 'sa',
      required: ['display_name'],
    }),
    ...collection({
      path: '/iam/v2/role-bindings',
      kind: 'RoleBinding',
      prefix: 'rb',
      required: ['principal', 'role_name', 'crn_pattern'],
    }),
  };
}
