import { type Call, json, noContent, type Routes } from './routes.ts';

export interface Topic {
  readonly name: string;
  readonly partitions: number;
  readonly configs: Readonly<Record<string, string>>;
}

/** Topics of one cluster over Kafka REST v3. */
export function kafkaRest(cluster: string, topics: Map<string, Topic>): Routes {
  const base = `/kafka/v3/clusters/${cluster}/topics`;
  const known = (call: Call, found: (topic: Topic) => ReturnType<typeof json>) => {
    const topic = topics.get(call.params.name as string);
    return topic ? found(topic) : json(404, { error_code: 40403, message: 'This server has no such topic.' });
  };
  const shown = (topic: Topic) => topicData(cluster, base, topic);
  return {
    [`GET ${base}`]: () =>
      json(200, { ...list('KafkaTopicList', base), data: [...topics.values()].map(shown) }),
    [`POST ${base}`]: ({ body }) => {
      const { topic_name: name, partitions_count: partitions = 6, configs = [] } = body;
      if (!/^[\w.-]{1,249}$/.test(name)) return json(400, { error_code: 40002, message: 'Bad topic name.' });
      if (topics.has(name))
        return json(400, { error_code: 40002, message: `Topic '${name}' already exists.` });
      const pairs = configs.map(({ name, value }: Record<string, string>) => [name, value]);
      const topic = { name, partitions, configs: Object.fromEntries(pairs) };
      topics.set(name, topic);
      return json(201, shown(topic));
    },
    [`GET ${base}/:name`]: (call) => known(call, (topic) => json(200, shown(topic))),
    [`GET ${base}/:name/configs`]: (call) =>
      known(call, (topic) => {
        const self = `${base}/${topic.name}/configs`;
        const data = Object.entries(topic.configs).map((config) => configData(cluster, self, topic, config));
        return json(200, { ...list('KafkaTopicConfigList', self), data });
      }),
    [`POST ${base}/:name/records`]: (call) =>
      known(call, ({ name }) =>
        json(200, {
          error_code: 200,
          cluster_id: cluster,
          topic_name: name,
          partition_id: 0,
          offset: 0,
          value: { type: call.body.value.type, size: JSON.stringify(call.body.value.data).length },
        }),
      ),
    [`DELETE ${base}/:name`]: (call) =>
      known(call, (topic) => {
        topics.delete(topic.name);
        return noContent;
      }),
  };
}

const list = (kind: string, self: string) => ({ kind, metadata: { self, next: null } });

function topicData(cluster: string, base: string, { name, partitions }: Topic) {
  const self = `${base}/${name}`;
  return {
    kind: 'KafkaTopic',
    metadata: { self, resource_name: `crn:///kafka=${cluster}/topic=${name}` },
    cluster_id: cluster,
    topic_name: name,
    is_internal: false,
    replication_factor: 3,
    partitions_count: partitions,
    partitions: { related: `${self}/partitions` },
    configs: { related: `${self}/configs` },
    partition_reassignments: { related: `${self}/partitions/-/reassignment` },
  };
}

function configData(cluster: string, base: string, topic: Topic, [name, value]: [string, string]) {
  return {
    kind: 'KafkaTopicConfig',
    metadata: { self: `${base}/${name}`, resource_name: `crn:///kafka=${cluster}/topic=${topic.name}` },
    cluster_id: cluster,
    topic_name: topic.name,
    name,
    value,
    is_default: false,
    is_read_only: false,
    is_sensitive: false,
    source: 'DYNAMIC_TOPIC_CONFIG',
    synonyms: [],
  };
}
