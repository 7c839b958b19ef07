#include "libs/rpc/access_log.h"

#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace creditproof::rpc {
namespace {

constexpr std::size_t kQueueLimit = 65536;
constexpr std::chrono::milliseconds kFlushInterval(100);

struct Line {
  absl::Time time;
  absl::string_view method;
  std::size_t client_bytes;
  absl::StatusCode code;
  absl::Duration elapsed;
};

// Lines, and the names of their clients one behind the other: strings would go
// from the callers' heaps to the writer's.
struct Lines {
  std::vector<Line> lines;
  std::string clients;

  void Clear() {
    lines.clear();
    clients.clear();
  }
};

// Appends `text` as a JSON string. What needs an escape in the name that a
// certificate carries is not worth keeping.
void AppendQuoted(std::string& line, absl::string_view text) {
  line.push_back('"');
  for (const char c : text) {
    const bool plain = c >= ' ' && c <= '~' && c != '"' && c != '\\';
    line.push_back(plain ? c : '?');
  }
  line.push_back('"');
}

std::string Quoted(absl::string_view text) {
  std::string quoted;
  AppendQuoted(quoted, text);
  return quoted;
}

// ISO 8601 with microseconds. Most lines share their second with the one
// before: it is put into words once. Not thread-safe.
class Clockwork {
 public:
  void Append(std::string& line, absl::Time time) {
    const std::int64_t micros = absl::ToUnixMicros(time);
    const std::int64_t second = micros / kMicrosASecond;
    if (second != second_) {
      second_ = second;
      text_ =
          absl::FormatTime("%Y-%m-%dT%H:%M:%S", absl::FromUnixSeconds(second),
                           absl::UTCTimeZone());
    }
    absl::StrAppend(&line, text_, ".",
                    absl::Dec(micros % kMicrosASecond, absl::kZeroPad6), "Z");
  }

 private:
  static constexpr std::int64_t kMicrosASecond = 1'000'000;
  std::int64_t second_ = -1;
  std::string text_;
};

class Writer {
 public:
  Writer(std::string service, LineSink sink)
      : service_(Quoted(service)),
        sink_(std::move(sink)),
        thread_([this](const std::stop_token& stop) { Run(stop); }) {}

  ~Writer() {
    thread_.request_stop();
    thread_.join();
    Flush();
  }

  void Add(const CallRecord& call) {
    const absl::Time now = absl::Now();
    const std::lock_guard lock(mutex_);
    if (queue_.lines.size() >= kQueueLimit) {
      ++dropped_;
      return;
    }
    queue_.lines.push_back(
        {now, call.method, call.client.size(), call.code, call.elapsed});
    queue_.clients.append(call.client.data(), call.client.size());
  }

 private:
  void Run(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    while (!stop.stop_requested()) {
      never.wait_for(lock, stop, kFlushInterval, [] { return false; });
      Flush();
    }
  }

  void Flush() {
    writing_.Clear();
    text_.clear();
    std::uint64_t dropped = 0;
    {
      const std::lock_guard lock(mutex_);
      std::swap(writing_, queue_);
      std::swap(dropped, dropped_);
    }
    absl::string_view clients = writing_.clients;
    for (const Line& line : writing_.lines) {
      Append(line, clients.substr(0, line.client_bytes));
      clients.remove_prefix(line.client_bytes);
    }
    if (dropped > 0) AppendDropped(dropped);
    if (!text_.empty()) sink_(text_);
  }

  void Append(const Line& line, absl::string_view client) {
    AppendStart(line.time, "INFO", "call");
    text_ += ",\"method\":";
    AppendQuoted(text_, line.method);
    text_ += ",\"client\":";
    AppendQuoted(text_, client);
    absl::StrAppend(
        &text_, ",\"code\":\"", absl::StatusCodeToString(line.code),
        "\",\"elapsed_us\":", absl::ToInt64Microseconds(line.elapsed), "}\n");
  }

  void AppendDropped(std::uint64_t dropped) {
    AppendStart(absl::Now(), "WARNING", "calls_not_logged");
    absl::StrAppend(&text_, ",\"count\":", dropped, "}\n");
  }

  void AppendStart(absl::Time time, absl::string_view severity,
                   absl::string_view event) {
    text_ += "{\"time\":\"";
    clock_.Append(text_, time);
    absl::StrAppend(&text_, "\",\"severity\":\"", severity, "\",\"event\":\"",
                    event, "\",\"service\":", service_);
  }

  // Of the writing thread; what is written keeps its room from flush to flush.
  Clockwork clock_;
  Lines writing_;
  std::string text_;

  const std::string service_;
  const LineSink sink_;
  std::mutex mutex_;
  Lines queue_;                // guarded by mutex_
  std::uint64_t dropped_ = 0;  // guarded by mutex_
  std::jthread thread_;        // last: it uses the above
};

void WriteToStandardError(absl::string_view lines) {
  while (!lines.empty()) {
    const ssize_t written = write(STDERR_FILENO, lines.data(), lines.size());
    if (written <= 0) return;  // nobody reads it, and there is no other place
    lines.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace

CallObserver AccessLogTo(std::string service, LineSink sink) {
  auto writer = std::make_shared<Writer>(std::move(service), std::move(sink));
  return [writer](const CallRecord& call) { writer->Add(call); };
}

CallObserver AccessLog(std::string service) {
  return AccessLogTo(std::move(service), WriteToStandardError);
}

}  // namespace creditproof::rpc
