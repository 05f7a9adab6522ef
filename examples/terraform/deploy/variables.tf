# Ephemeral variables are not saved in the plan or the state, and can differ between plan and apply.
variable "confluent_endpoint" {
  description = "Base URL of the Confluent Cloud APIs."
  type        = string
  default     = "https://api.confluent.cloud"
  ephemeral   = true
}

variable "identity_pool_id" {
  description = "Identity pool (pool-...) that this run uses."
  type        = string
  ephemeral   = true
}

variable "token_url" {
  description = "Output token-endpoint-url of the action."
  type        = string
  ephemeral   = true
}

variable "client_id" {
  description = "Output token-endpoint-client-id of the action."
  type        = string
  ephemeral   = true
}

variable "client_secret" {
  description = "Output token-endpoint-client-secret of the action."
  type        = string
  ephemeral   = true
  sensitive   = true
}

variable "kafka_cluster_id" {
  description = "Kafka cluster (lkc-...) of the topic."
  type        = string
}

variable "kafka_rest_endpoint" {
  description = "REST endpoint of the Kafka cluster."
  type        = string
}

variable "topic_name" {
  description = "Name of the topic."
  type        = string
  default     = "orders"
}

variable "partitions_count" {
  description = "Partitions of the topic."
  type        = number
  default     = 6
}
