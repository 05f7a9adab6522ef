import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { there } from '../../servers/confluent-api.ts';
import type { Remotes } from './terraform-job.ts';

const root = resolve(import.meta.dirname, '../../..');

/** Blocks of HCL in a document, in their order. */
export function snippetsOf(document: string): string[] {
  const text = readFileSync(resolve(root, document), 'utf8');
  return [...text.matchAll(/^```(?:hcl|terraform|tf)\n(.*?)^```$/gms)].map(([, code = '']) => code);
}

/** Without it Terraform looks for the provider under another name. */
export const required = `terraform {
  required_providers {
    confluent = {
      source = "confluentinc/confluent"
    }
  }
}
`;

/**
 * Files of a configuration: the variables and the provider of docs/terraform.md as they are there, and
 * these resources. Only the address of the APIs is added, by a file that Terraform merges.
 */
export function documented(resources: string): Record<string, string> {
  const [snippet = ''] = snippetsOf('docs/terraform.md');
  assert.ok(snippet.includes('provider "confluent"'), 'docs/terraform.md has no provider block');
  const endpoint = 'variable "confluent_endpoint" {\n  type      = string\n  ephemeral = true\n}\n';
  return {
    'main.tf': snippet,
    'versions.tf': required,
    'endpoint.tf': endpoint,
    'endpoint_override.tf': 'provider "confluent" {\n  endpoint = var.confluent_endpoint\n}\n',
    'resources.tf': resources,
  };
}

export interface Resource {
  readonly type: string;
  readonly name: string;
  /** Its arguments and blocks. */
  readonly body: string;
}

/** A topic, whose creation takes the provider 10 seconds: so long it waits before it reads it back. */
export function topic(name: string, { confluent }: Remotes): Resource {
  const cluster = `kafka_cluster {\n    id = "${there.kafkaCluster}"\n  }`;
  const body = `topic_name    = "${name}"\n  rest_endpoint = "${confluent.kafka.url}"\n  ${cluster}`;
  return { type: 'confluent_kafka_topic', name, body };
}

export function environment(name: string): Resource {
  return { type: 'confluent_environment', name, body: `display_name = "${name}"` };
}

export function schema(name: string, { confluent }: Remotes): Resource {
  const record = JSON.stringify(JSON.stringify({ type: 'record', name, fields: [] }));
  const cluster = `schema_registry_cluster {\n    id = "${there.registry}"\n  }`;
  const body = `subject_name  = "${name}-value"\n  format        = "AVRO"\n  schema        = ${record}
  rest_endpoint = "${confluent.registry.url}"\n  ${cluster}`;
  return { type: 'confluent_schema', name, body };
}

/** One after the other, each waiting for the one before it. */
export function chain(resources: readonly Resource[]): string {
  const blocks = resources.map(({ type, name, body }, index) => {
    const before = resources[index - 1];
    const wait = before ? `\n\n  depends_on = [${before.type}.${before.name}]` : '';
    return `resource "${type}" "${name}" {\n  ${body}${wait}\n}\n`;
  });
  return blocks.join('\n');
}
