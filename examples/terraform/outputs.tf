output "identity_pool_id" {
  description = "For the identity-pool-id input of the action."
  value       = confluent_identity_pool.ci.id
}

output "filter" {
  description = "What the pool admits."
  value       = local.filter
}
