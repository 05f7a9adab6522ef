"""aiokafka with the document's token provider and options."""

import asyncio
import os

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from trip import Trip, load, run


async def work(trip: Trip) -> None:
    topic = os.environ["INTEROP_NAME"]
    (options,) = load("options")
    producer = AIOKafkaProducer(**options())
    await producer.start()
    consumer = AIOKafkaConsumer(topic, group_id=topic, auto_offset_reset="earliest", **options())
    await consumer.start()
    while (value := trip.next()) is not None:
        await asyncio.wait_for(producer.send_and_wait(topic, value.encode()), trip.patience())
        trip.written()
        await asyncio.wait_for(expect(consumer, value), trip.patience())
        trip.read()
        await asyncio.sleep(1)


async def expect(consumer: AIOKafkaConsumer, value: str) -> None:
    while (await consumer.getone()).value.decode() != value:
        pass


if __name__ == "__main__":
    run(lambda trip: asyncio.run(work(trip)))
