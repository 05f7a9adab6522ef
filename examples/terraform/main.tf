resource "confluent_identity_provider" "github" {
  count = var.identity_provider_id == "" ? 1 : 0

  display_name = "GitHub Actions"
  description  = "ID tokens of GitHub Actions jobs"
  issuer       = var.issuer
  jwks_uri     = var.jwks_uri
}

locals {
  identity_provider_id = one(concat(confluent_identity_provider.github[*].id, compact([var.identity_provider_id])))

  # Every repository on GitHub can get tokens from this issuer, with any audience. Only the id of the
  # repository identifies yours; the ref and the environment limit access to reviewed code.
  filter = join(" && ", compact([
    "claims.aud == \"${var.audience}\"",
    "claims.repository_id == \"${var.repository_id}\"",
    var.environment != "" ? "claims.environment == \"${var.environment}\"" : "",
    var.ref != "" ? "claims.ref == \"${var.ref}\"" : "!claims.ref.startsWith(\"refs/pull/\")",
    "claims.event_name != \"pull_request_target\"",
  ]))
}

resource "confluent_identity_pool" "ci" {
  identity_provider {
    id = local.identity_provider_id
  }

  display_name   = var.pool_name
  description    = "GitHub Actions jobs of repository ${var.repository_id}"
  identity_claim = "claims.sub"
  filter         = local.filter

  lifecycle {
    precondition {
      condition     = length(local.filter) <= 300
      error_message = "The filter has ${length(local.filter)} characters; more than 300 may be refused."
    }

    precondition {
      condition     = var.ref != "" || var.environment != ""
      error_message = "With neither ref nor environment, every branch would be accepted."
    }
  }
}

data "confluent_kafka_cluster" "this" {
  id = var.kafka_cluster_id

  environment {
    id = var.environment_id
  }
}

resource "confluent_role_binding" "ci" {
  principal   = "User:${confluent_identity_pool.ci.id}"
  role_name   = var.role_name
  crn_pattern = "${data.confluent_kafka_cluster.this.rbac_crn}/kafka=${data.confluent_kafka_cluster.this.id}/topic=${var.topic}"
}
