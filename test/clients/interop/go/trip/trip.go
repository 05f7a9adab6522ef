// Package trip is what every client here does.
package trip

import (
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"time"
)

const startUp = 60 * time.Second

// Patience is how long a record may take to be acknowledged, and again to be read: longer for the
// first one, which has to wait for the log-ins.
var Patience = startUp

type counters struct {
	Produced int   `json:"produced"`
	Consumed int   `json:"consumed"`
	Last     int64 `json:"last"`
	Longest  int64 `json:"longest"`
}

// Run writes a record a second and reads it back, for INTEROP_SECONDS. The last line of stdout and
// the exit code are those of python/trip.py; isAuthentication tells 2 from 1.
func Run(write, read func(value string) error, isAuthentication func(error) bool) {
	seconds, err := strconv.Atoi(os.Getenv("INTEROP_SECONDS"))
	Must(err)
	count := counters{}
	err = count.loop(time.Now().Add(time.Duration(seconds)*time.Second), write, read)
	code := 0
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
		if isAuthentication(err) {
			code = 2
		}
	}
	line, err := json.Marshal(count)
	Must(err)
	fmt.Println(string(line))
	os.Exit(code)
}

func (count *counters) loop(end time.Time, write, read func(value string) error) error {
	for time.Now().Before(end) {
		begun := time.Now()
		value := fmt.Sprintf("record %d", count.Produced)
		if err := write(value); err != nil {
			return fmt.Errorf("writing %q: %w", value, err)
		}
		count.Produced++
		if err := read(value); err != nil {
			return fmt.Errorf("reading %q: %w", value, err)
		}
		count.Consumed++
		Patience = 15 * time.Second
		count.Last = time.Now().UnixMilli()
		if count.Consumed > 1 { // the first one has to wait for the log-ins
			count.Longest = max(count.Longest, time.Since(begun).Milliseconds())
		}
		time.Sleep(time.Second)
	}
	return nil
}

// Topic is the topic and the consumer group.
func Topic() string {
	return os.Getenv("INTEROP_NAME")
}

// Must ends the program where going on makes no sense.
func Must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
