import io.confluent.flink.plugin.ConfluentSettings;
import java.time.Duration;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** The Table API plugin, configured by the environment alone: a query and its result are a record. */
final class FlinkTrip implements Trip.Client {
    private final TableEnvironment environment =
        TableEnvironment.create(ConfluentSettings.fromGlobalVariables());
    private String answer;

    public static void main(String[] args) {
        Trip.run(FlinkTrip::new);
    }

    @Override
    public void write(String value) throws Exception {
        String query = value.replace("record", "SELECT");
        try {
            answer = ask(query);
        } catch (RuntimeException e) {
            // The plugin asks for a token once: to ask again after a 503 is left to the program.
            e.printStackTrace();
            Thread.sleep(5000);
            answer = ask(query);
        }
    }

    private String ask(String query) throws Exception {
        try (CloseableIterator<Row> rows = environment.executeSql(query).collect()) {
            return "record " + rows.next().getField(0);
        }
    }

    @Override
    public void read(String value, Duration patience) {
        if (!value.equals(answer)) {
            throw new IllegalStateException("read '" + answer + "' for '" + value + "'");
        }
    }

    @Override
    public void close() {
        // Nothing is open between two queries.
    }
}
