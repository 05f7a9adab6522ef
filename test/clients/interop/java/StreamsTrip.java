import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams with the document's properties, which copies each record to the topic it is read from. */
final class StreamsTrip implements Trip.Client {
    private final RoundTrip ends;
    private final KafkaStreams streams;

    public static void main(String[] args) {
        Trip.run(StreamsTrip::new);
    }

    private StreamsTrip() throws Exception {
        String topic = Trip.env("INTEROP_NAME");
        String copies = topic + "_COPIES";
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(topic, Consumed.with(Serdes.String(), Serdes.String()))
            .to(copies, Produced.with(Serdes.String(), Serdes.String()));
        Properties config = RoundTrip.properties("streams");
        config.put("application.id", topic + "-streams");
        config.put("auto.offset.reset", "earliest");
        streams = new KafkaStreams(builder.build(), config);
        streams.start();
        ends = new RoundTrip(topic, copies);
    }

    @Override
    public void write(String value) throws Exception {
        ends.write(value);
    }

    @Override
    public void read(String value, Duration patience) {
        ends.read(value, patience);
    }

    @Override
    public void close() {
        ends.close();
        streams.close(Trip.PATIENCE);
    }
}
