"""Produces one message to Confluent Cloud with tokens from the action's token endpoint."""

import os
import sys

from confluent_kafka import Producer

env = os.environ
producer = Producer(
    {
        "bootstrap.servers": env["KAFKA_BOOTSTRAP"],
        "security.protocol": env["KAFKA_SECURITY_PROTOCOL"],
        "sasl.mechanisms": "OAUTHBEARER",
        "sasl.oauthbearer.method": "oidc",
        "sasl.oauthbearer.token.endpoint.url": env["TOKEN_URL"],
        "sasl.oauthbearer.client.id": env["CLIENT_ID"],
        "sasl.oauthbearer.client.secret": env["CLIENT_SECRET"],
        "sasl.oauthbearer.extensions": (
            f"logicalCluster={env['KAFKA_CLUSTER']},identityPoolId={env['IDENTITY_POOL']}"
        ),
        "message.timeout.ms": 30000,
    }
)

problems = []


def delivered(error, message):
    if error is not None:
        problems.append(error)
    else:
        print(f"delivered to {message.topic()} [{message.partition()}] at {message.offset()}")


producer.produce(env["TOPIC"], value=env["MESSAGE"].encode(), on_delivery=delivered)
undelivered = producer.flush(40)
if problems or undelivered:
    sys.exit(f"not delivered: {problems or 'time is up'}")
