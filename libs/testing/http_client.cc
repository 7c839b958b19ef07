#include "libs/testing/http_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/testing/loopback.h"

namespace creditproof::testing {

std::string HttpReply::field(const std::string& name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? "" : found->second;
}

HttpClient::HttpClient(const std::string& address) : socket_(Connect(address)) {
  if (socket_ < 0) std::abort();
}

HttpClient::~HttpClient() { close(socket_); }

bool HttpClient::Send(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent =
        send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool HttpClient::More() {
  std::array<char, 65536> bytes;
  const ssize_t read = recv(socket_, bytes.data(), bytes.size(), 0);
  if (read <= 0) return false;
  buffer_.append(bytes.data(), static_cast<std::size_t>(read));
  return true;
}

std::string HttpClient::Take(std::size_t bytes, bool& is_whole) {
  while (buffer_.size() < bytes && More()) {
  }
  is_whole = buffer_.size() >= bytes;
  const std::string taken = buffer_.substr(0, bytes);
  buffer_.erase(0, taken.size());
  return taken;
}

std::string HttpClient::TakeLine(bool& is_whole) {
  while (!absl::StrContains(buffer_, "\r\n") && More()) {
  }
  const std::size_t end = buffer_.find("\r\n");
  is_whole = end != std::string::npos;
  if (!is_whole) return std::exchange(buffer_, "");
  const std::string line = buffer_.substr(0, end);
  buffer_.erase(0, end + 2);
  return line;
}

HttpReply HttpClient::Receive(bool to_head) {
  HttpReply reply;
  bool is_whole = false;
  const std::string first = TakeLine(is_whole);
  if (!is_whole) return reply;
  reply.status = std::stoi(first.substr(first.find(' ') + 1));
  for (std::string line = TakeLine(is_whole); is_whole && !line.empty();
       line = TakeLine(is_whole)) {
    const std::pair<std::string, std::string> field =
        absl::StrSplit(line, absl::MaxSplits(": ", 1));
    std::string& value = reply.fields[absl::AsciiStrToLower(field.first)];
    absl::StrAppend(&value, value.empty() ? "" : "\n", field.second);
  }
  if (reply.status == 100) return Receive(to_head);
  std::size_t length = 0;
  if (to_head) {
    reply.is_whole = is_whole;
  } else if (absl::SimpleAtoi(reply.field("content-length"), &length)) {
    reply.body = Take(length, reply.is_whole);
  } else if (reply.field("transfer-encoding") == "chunked") {
    do {
      const std::string size = TakeLine(is_whole);
      length = is_whole ? std::stoul(size, nullptr, 16) : 0;
      if (is_whole) absl::StrAppend(&reply.body, Take(length, is_whole));
      if (is_whole) TakeLine(is_whole);
    } while (is_whole && length > 0);
    reply.is_whole = is_whole;
  }
  return reply;
}

void HttpClient::WaitForEnd() {
  while (More()) buffer_.clear();
}

bool HttpClient::IsReadableWithin(absl::Duration time) const {
  pollfd waiting{socket_, POLLIN, 0};
  return poll(&waiting, 1, static_cast<int>(absl::ToInt64Milliseconds(time))) >
         0;
}

void HttpClient::Await(std::size_t bytes) {
  while (buffer_.size() < bytes && More()) {
  }
}

std::string Head(absl::string_view method_and_path, absl::string_view more) {
  return absl::StrCat(method_and_path, " HTTP/1.1\r\nhost: credit.example\r\n",
                      more, "\r\n");
}

std::string JsonPost(absl::string_view path, absl::string_view body,
                     absl::string_view more) {
  return absl::StrCat(
      Head(absl::StrCat("POST ", path),
           absl::StrCat("content-type: application/json\r\ncontent-length: ",
                        body.size(), "\r\n", more)),
      body);
}

HttpReply Fetch(const std::string& address, const std::string& request) {
  HttpClient client(address);
  client.Send(request);
  return client.Receive(request.rfind("HEAD ", 0) == 0);
}

}  // namespace creditproof::testing
