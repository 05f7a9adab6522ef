# The workflows terraform.yml and terraform-pull-request.yml plan and apply this: one topic, as an example.
terraform {
  required_version = ">= 1.10" # for ephemeral variables

  required_providers {
    confluent = {
      source  = "confluentinc/confluent"
      version = "~> 2.83"
    }
  }

  # Add a remote backend: without one, the state is lost when the job ends.
}

provider "confluent" {
  endpoint = var.confluent_endpoint

  # The provider crashes if it gets no token, so let it try for longer.
  max_retries = 20

  oauth {
    oauth_identity_pool_id       = var.identity_pool_id
    oauth_external_token_url     = var.token_url
    oauth_external_client_id     = var.client_id
    oauth_external_client_secret = var.client_secret
  }
}

resource "confluent_kafka_topic" "orders" {
  kafka_cluster {
    id = var.kafka_cluster_id
  }

  rest_endpoint    = var.kafka_rest_endpoint
  topic_name       = var.topic_name
  partitions_count = var.partitions_count
}
