import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
 * Writes a record a second and reads each back, for INTEROP_SECONDS, with the client's own login.
 * The last line of stdout is a JSON object of counters. Exit code 2: the client could not
 * authenticate; 1: any other failure.
 */
public final class RoundTrip {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String OAUTH = "org.apache.kafka.common.security.oauthbearer.";
    private static final String LOGIN_MODULE = OAUTH + "OAuthBearerLoginModule required";

    private int produced;
    private int consumed;

    public static void main(String[] args) {
        RoundTrip run = new RoundTrip();
        int exit = 0;
        try {
            run.run();
        } catch (Throwable e) {
            e.printStackTrace();
            exit = isAuthentication(e) ? 2 : 1;
        }
        System.out.printf("{\"produced\":%d,\"consumed\":%d}%n", run.produced, run.consumed);
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
                String value = "record " + produced;
                producer.send(new ProducerRecord<>(topic, value)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                produced++;
                expect(consumer, value);
                consumed++;
                Thread.sleep(1000);
            }
        }
    }

    private static void expect(KafkaConsumer<String, String> consumer, String value) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(500))) {
                if (!record.value().equals(value)) {
                    throw new IllegalStateException("read '" + record.value() + "' where '" + value + "' was due");
                }
                return;
            }
        }
        throw new IllegalStateException("'" + value + "' was not read within " + PATIENCE);
    }

    /** Client id and secret as properties (4.1 and later), and a refresh tuned to short lives. */
    private static Map<String, Object> consumerConfig() {
        Map<String, Object> config = commonConfig("consumer");
        config.put("sasl.jaas.config", LOGIN_MODULE + ";");
        config.put("sasl.oauthbearer.client.credentials.client.id", env("INTEROP_CLIENT_ID"));
        config.put("sasl.oauthbearer.client.credentials.client.secret", env("INTEROP_CLIENT_SECRET"));
        config.put("sasl.login.refresh.min.period.seconds", "1");
        config.put("sasl.login.refresh.buffer.seconds", "3");
        config.put("group.id", env("INTEROP_NAME"));
        config.put("auto.offset.reset", "earliest");
        return config;
    }

    /** Client id and secret in JAAS (any version), and the refresh as it comes. */
    private static Map<String, Object> producerConfig() {
        Map<String, Object> config = commonConfig("producer");
        // Closing waits for what was not delivered: not for the two minutes that are the default.
        config.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        config.put("request.timeout.ms", (int) PATIENCE.toMillis() / 2);
        config.put("sasl.jaas.config", LOGIN_MODULE
            + " clientId=\"" + env("INTEROP_CLIENT_ID")
            + "\" clientSecret=\"" + env("INTEROP_CLIENT_SECRET") + "\";");
        return config;
    }

    private static Map<String, Object> commonConfig(String role) {
        Map<String, Object> config = new HashMap<>();
        config.put("bootstrap.servers", env("INTEROP_BOOTSTRAP"));
        config.put("client.id", env("INTEROP_NAME") + "-" + role);
        config.put("security.protocol", "SASL_PLAINTEXT");
        config.put("sasl.mechanism", "OAUTHBEARER");
        config.put("sasl.login.callback.handler.class", OAUTH + "OAuthBearerLoginCallbackHandler");
        config.put("sasl.oauthbearer.token.endpoint.url", env("INTEROP_TOKEN_URL"));
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
