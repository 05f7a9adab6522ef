variable "confluent_endpoint" {
  description = "Base URL of the Confluent Cloud APIs."
  type        = string
  default     = "https://api.confluent.cloud"
}

variable "identity_provider_id" {
  description = "Id (op-...) of the identity provider for GitHub Actions, if the organisation already has one. If empty, a new one is created."
  type        = string
  default     = ""
}

variable "issuer" {
  description = "Issuer of the ID tokens. An enterprise with its own issuer needs another value."
  type        = string
  default     = "https://token.actions.githubusercontent.com"
}

variable "jwks_uri" {
  description = "URL of the issuer's keys; you find it in the issuer's /.well-known/openid-configuration."
  type        = string
  default     = "https://token.actions.githubusercontent.com/.well-known/jwks"
}

variable "audience" {
  description = "The audience input of the action."
  type        = string
  default     = "https://api.confluent.cloud"
}

variable "repository_id" {
  description = "Numeric id of the repository, which stays the same after a rename: gh api repos/OWNER/REPO --jq .id"
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.repository_id))
    error_message = "repository_id must be a number, such as 456789."
  }
}

variable "environment" {
  description = "Name of the GitHub environment whose jobs are accepted. If empty, jobs need none."
  type        = string
  default     = ""

  validation {
    condition     = !can(regex("[\"\\\\]", var.environment))
    error_message = "environment must not contain a quote or a backslash."
  }
}

variable "ref" {
  description = "Git ref whose jobs are accepted. Leave it empty only if the settings of the GitHub environment restrict its branches."
  type        = string
  default     = "refs/heads/main"

  validation {
    condition     = var.ref == "" || can(regex("^refs/[^\"\\\\]+$", var.ref))
    error_message = "ref must be a full ref, such as refs/heads/main."
  }
}

variable "pool_name" {
  description = "Name of the identity pool."
  type        = string
  default     = "github-actions"
}

variable "environment_id" {
  description = "Confluent environment (env-...) of the Kafka cluster."
  type        = string
}

variable "kafka_cluster_id" {
  description = "Kafka cluster (lkc-...) that the workflows may use."
  type        = string
}

variable "role_name" {
  description = "Role of the workflows in this cluster."
  type        = string
  default     = "DeveloperWrite"
}

variable "topic" {
  description = "Topic that the role applies to; with a * at the end it is a prefix."
  type        = string
  default     = "orders*"
}
