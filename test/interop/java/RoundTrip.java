import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.security.auth.login.LoginException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Kafka's own client with the document's properties: writes a record a second and reads it back, for
 * INTEROP_SECONDS. The last line of stdout and the exit code are those of python/trip.py.
 */
public final class RoundTrip {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration START_UP = Duration.ofSeconds(60);

    private int produced;
    private int consumed;
    private long last;
    private long longest;

    public static void main(String[] args) {
        RoundTrip run = new RoundTrip();
        int exit = 0;
        try {
            run.run();
        } catch (Throwable e) {
            e.printStackTrace();
            exit = isAuthentication(e) ? 2 : 1;
        }
        System.out.printf("{\"produced\":%d,\"consumed\":%d,\"last\":%d,\"longest\":%d}%n",
            run.produced, run.consumed, run.last, run.longest);
        System.exit(exit);
    }

    private void run() throws Exception {
        String topic = env("INTEROP_NAME");
        Instant end = Instant.now().plusSeconds(Long.parseLong(env("INTEROP_SECONDS")));
        try (KafkaProducer<String, String> producer =
                 new KafkaProducer<>(producerConfig(), new StringSerializer(), new StringSerializer());
             KafkaConsumer<String, String> consumer =
                 new KafkaConsumer<>(consumerConfig(), new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (Instant.now().isBefore(end)) {
                long begun = System.nanoTime();
                String value = "record " + produced;
                producer.send(new ProducerRecord<>(topic, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                produced++;
                expect(consumer, value, consumed > 0 ? PATIENCE : START_UP);
                consumed++;
                last = System.currentTimeMillis();
                // The first one has to wait for the log-ins.
                longest = consumed == 1 ? 0 : Math.max(longest, (System.nanoTime() - begun) / 1_000_000);
                Thread.sleep(1000);
            }
        }
    }

    private static void expect(KafkaConsumer<String, String> consumer, String value, Duration patience) {
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

    private static Properties consumerConfig() throws Exception {
        Properties config = properties("consumer");
        config.put("group.id", env("INTEROP_NAME"));
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    private static Properties producerConfig() throws Exception {
        Properties config = properties("producer");
        // Closing waits for what was not delivered: not for the two minutes that are the default.
        config.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        config.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        return config;
    }

    private static Properties properties(String role) throws Exception {
        Properties config = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of(env("INTEROP_SNIPPET")))) {
            config.load(file);
        }
        config.put("client.id", env("INTEROP_NAME") + "-" + role);
        return config;
    }

    private static boolean isAuthentication(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException || cause instanceof AuthenticationException) {
                return true;
            }
        }
        return false;
    }

    private static String env(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
