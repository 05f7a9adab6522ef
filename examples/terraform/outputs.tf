output "identity_pool_id" {
  description = "Value for the identity-pool-id input of the action."
  value       = confluent_identity_pool.ci.id
}

output "filter" {
  description = "Filter of the pool: the jobs that it accepts."
  value       = local.filter
}
