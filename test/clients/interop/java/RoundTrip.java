import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Kafka's own client with the document's properties. */
final class RoundTrip implements Trip.Client {
    private final String topic;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    public static void main(String[] args) {
        Trip.run(() -> new RoundTrip(Trip.env("INTEROP_NAME"), Trip.env("INTEROP_NAME")));
    }

    /** @param back the topic to read from */
    RoundTrip(String topic, String back) throws Exception {
        this.topic = topic;
        producer = new KafkaProducer<>(producerConfig(), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(consumerConfig(), new StringDeserializer(), new StringDeserializer());
        consumer.subscribe(List.of(back));
    }

    @Override
    public void write(String value) throws Exception {
        producer.send(new ProducerRecord<>(topic, value)).get(Trip.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void read(String value, Duration patience) {
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                if (record.value().equals(value)) {
                    return;
                }
            }
        }
        throw new IllegalStateException("'" + value + "' was not read within " + patience);
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }

    private static Properties consumerConfig() throws Exception {
        Properties config = properties("consumer");
        config.put("group.id", Trip.env("INTEROP_NAME"));
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    private static Properties producerConfig() throws Exception {
        Properties config = properties("producer");
        // Closing waits for what was not delivered: not for the two minutes that are the default.
        config.put("delivery.timeout.ms", (int) Trip.PATIENCE.toMillis());
        config.put("request.timeout.ms", (int) Trip.PATIENCE.toMillis() / 2);
        return config;
    }

    static Properties properties(String role) throws Exception {
        Properties config = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(Trip.env("INTEROP_SNIPPET")))) {
            config.load(file);
        }
        config.put("client.id", Trip.env("INTEROP_NAME") + "-" + role);
        return config;
    }
}
