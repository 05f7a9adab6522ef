import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** A Spring Boot application with a listener and a template, configured by the document alone. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SpringTrip {
    private final BlockingQueue<String> values = new LinkedBlockingQueue<>();

    public static void main(String[] args) {
        Trip.run(() -> new Client(SpringApplication.run(SpringTrip.class)));
    }

    @KafkaListener(topics = "${INTEROP_NAME}", groupId = "${INTEROP_NAME}", properties = "auto.offset.reset=earliest")
    void hear(String value) {
        values.add(value);
    }

    private record Client(ConfigurableApplicationContext context) implements Trip.Client {
        @Override
        @SuppressWarnings("unchecked")
        public void write(String value) throws Exception {
            context.getBean(KafkaTemplate.class).send(Trip.env("INTEROP_NAME"), value)
                .get(Trip.PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        @Override
        public void read(String value, Duration patience) throws Exception {
            BlockingQueue<String> values = context.getBean(SpringTrip.class).values;
            Instant deadline = Instant.now().plus(patience);
            String next;
            do {
                next = values.poll(Duration.between(Instant.now(), deadline).toMillis(), TimeUnit.MILLISECONDS);
                if (next == null) {
                    throw new IllegalStateException("'" + value + "' was not read within " + patience);
                }
            } while (!next.equals(value));
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
