terraform {
  required_version = ">= 1.5"

  required_providers {
    confluent = {
      source  = "confluentinc/confluent"
      version = "~> 2.83"
    }
  }
}

# To create the first pool, you need an existing credential: an API key of a user or service account
# with OrganizationAdmin, in CONFLUENT_CLOUD_API_KEY and CONFLUENT_CLOUD_API_SECRET. Run this once, from
# your own machine. Delete the key afterwards if nothing else needs it.
provider "confluent" {
  endpoint = var.confluent_endpoint
}
