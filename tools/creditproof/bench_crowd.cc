#include "tools/creditproof/bench_crowd.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

#include "absl/strings/string_view.h"
#include "libs/testing/loopback.h"

namespace creditproof::tool {
namespace {

constexpr std::size_t kIdle = 1'000;
constexpr std::size_t kSlow = 200;
constexpr std::chrono::seconds kABytesTime(1);
constexpr absl::string_view kRequest =
    "POST /v1/reports:verify HTTP/1.1\r\nhost: credit.example\r\n";

bool IsOpen(int connection) {
  pollfd ended{connection, POLLIN, 0};  // nobody has reason to send anything
  return poll(&ended, 1, 0) == 0;
}

bool SendByte(int connection, char byte) {
  return IsOpen(connection) && send(connection, &byte, 1, MSG_NOSIGNAL) == 1;
}

}  // namespace

absl::StatusOr<std::unique_ptr<Crowd>> Crowd::Gather(std::string address) {
  std::unique_ptr<Crowd> crowd(new Crowd(std::move(address)));
  if (!crowd->Connect()) {
    return absl::UnavailableError("a crowd cannot connect");
  }
  crowd->trickling_ = std::jthread(
      [raw = crowd.get()](const std::stop_token& stop) { raw->Trickle(stop); });
  return crowd;
}

bool Crowd::Connect() {
  while (idle_.size() < kIdle) idle_.push_back(testing::Connect(address_));
  while (slow_.size() < kSlow) slow_.push_back(testing::Connect(address_));
  const auto is_connected = [](int connection) { return connection >= 0; };
  return std::all_of(idle_.begin(), idle_.end(), is_connected) &&
         std::all_of(slow_.begin(), slow_.end(), is_connected);
}

Crowd::~Crowd() {
  trickling_ = {};
  for (const int connection : idle_) close(connection);
  for (const int connection : slow_) close(connection);
}

absl::Status Crowd::CheckIdle() const {
  if (std::all_of(idle_.begin(), idle_.end(), IsOpen)) return absl::OkStatus();
  return absl::UnavailableError("idle connections were cut off");
}

// One after the other, evenly over the time of a byte.
void Crowd::Trickle(const std::stop_token& stop) {
  std::vector<std::size_t> sent(kSlow, 0);
  for (std::size_t i = 0; !stop.stop_requested(); i = (i + 1) % kSlow) {
    if (SendByte(slow_[i], kRequest[sent[i] % kRequest.size()])) {
      ++sent[i];
    } else {
      close(slow_[i]);
      slow_[i] = testing::Connect(address_);
      sent[i] = 0;
    }
    std::this_thread::sleep_for(kABytesTime / double(kSlow));
  }
}

}  // namespace creditproof::tool
