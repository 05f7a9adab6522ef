import java.time.Duration;
import java.time.Instant;
import javax.security.auth.login.LoginException;

/**
 * What every Java program here does: writes a record a second and reads it back, for
 * INTEROP_SECONDS. The last line of stdout and the exit code are those of python/trip.py.
 */
final class Trip {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration START_UP = Duration.ofSeconds(60);

    private int produced;
    private int consumed;
    private long last;
    private long longest;

    interface Client extends AutoCloseable {
        void write(String value) throws Exception;

        /** Waits until the value comes, and throws when it does not. */
        void read(String value, Duration patience) throws Exception;
    }

    interface Start {
        Client start() throws Exception;
    }

    /** Ends the process. */
    static void run(Start start) {
        Trip trip = new Trip();
        int exit = 0;
        try (Client client = start.start()) {
            trip.loop(client);
        } catch (Throwable e) {
            e.printStackTrace();
            exit = isAuthentication(e) ? 2 : 1;
        }
        System.out.printf("{\"produced\":%d,\"consumed\":%d,\"last\":%d,\"longest\":%d}%n",
            trip.produced, trip.consumed, trip.last, trip.longest);
        System.exit(exit);
    }

    private void loop(Client client) throws Exception {
        Instant end = Instant.now().plusSeconds(Long.parseLong(env("INTEROP_SECONDS")));
        while (Instant.now().isBefore(end)) {
            long begun = System.nanoTime();
            String value = "record " + produced;
            client.write(value);
            produced++;
            client.read(value, consumed > 0 ? PATIENCE : START_UP);
            consumed++;
            last = System.currentTimeMillis();
            // The first one has to wait for the log-ins.
            longest = consumed == 1 ? 0 : Math.max(longest, (System.nanoTime() - begun) / 1_000_000);
            Thread.sleep(1000);
        }
    }

    // By name: not every program has Kafka's classes.
    private static boolean isAuthentication(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException
                || cause.getClass().getSimpleName().endsWith("AuthenticationException")) {
                return true;
            }
        }
        return false;
    }

    static String env(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is not set");
        }
        return value;
    }
}
