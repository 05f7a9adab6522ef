variable "confluent_endpoint" {
  description = "Base URL of the Confluent Cloud APIs."
  type        = string
  default     = "https://api.confluent.cloud"
}

variable "identity_provider_id" {
  description = "Id (op-...) of the identity provider for GitHub Actions, if the organization has one already. Empty: it is created."
  type        = string
  default     = ""
}

variable "issuer" {
  description = "Who issues the ID tokens. An enterprise with an issuer of its own has another one."
  type        = string
  default     = "https://token.actions.githubusercontent.com"
}

variable "jwks_uri" {
  description = "Where the issuer publishes its keys; its /.well-known/openid-configuration names it."
  type        = string
  default     = "https://token.actions.githubusercontent.com/.well-known/jwks"
}

variable "audience" {
  description = "The audience input of the action."
  type        = string
  default     = "https://api.confluent.cloud"
}

variable "repository_id" {
  description = "Numeric id of the repository, which survives renames: gh api repos/OWNER/REPO --jq .id"
  type        = string

  validation {
    condition     = can(regex("^[0-9]+$", var.repository_id))
    error_message = "repository_id is a number, such as 456789."
  }
}

variable "environment" {
  description = "Name of the GitHub environment whose jobs are admitted. Empty: any job of the ref below."
  type        = string
  default     = ""

  validation {
    condition     = !can(regex("[\"\\\\]", var.environment))
    error_message = "environment must have no quote and no backslash."
  }
}

variable "ref" {
  description = "Git ref whose jobs are admitted, if no environment is given."
  type        = string
  default     = "refs/heads/main"

  validation {
    condition     = can(regex("^refs/[^\"\\\\]+$", var.ref))
    error_message = "ref is a full one, such as refs/heads/main."
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
  description = "Kafka cluster (lkc-...) the workflows may work with."
  type        = string
}

variable "role_name" {
  description = "What they may do there."
  type        = string
  default     = "DeveloperWrite"
}

variable "topic" {
  description = "Topic they may do it with; a * at the end makes it a prefix."
  type        = string
  default     = "orders*"
}
