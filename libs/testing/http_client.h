// An HTTP/1.1 client that sends what it is given, byte for byte.
#pragma once

#include <map>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::testing {

struct HttpReply {
  int status = 0;  // 0: the connection ended before there was one
  std::map<std::string, std::string> fields;  // names in lower case
  std::string body;
  bool is_whole = false;  // came to its end as HTTP has it

  std::string field(const std::string& name) const;
};

// One connection. Aborts when nobody listens.
class HttpClient {
 public:
  explicit HttpClient(const std::string& address);
  ~HttpClient();
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  // False when the connection was ended by the other side.
  bool Send(absl::string_view bytes);

  // The next reply; `to_head`: that has no body.
  HttpReply Receive(bool to_head = false);

  // Waits until the other side ends the connection. What it sends is dropped.
  void WaitForEnd();

  // Whether it does so, or sends something, while we wait so long.
  bool IsReadableWithin(absl::Duration time) const;

  // Waits until so many bytes of the reply are here.
  void Await(std::size_t bytes);

 private:
  bool More();
  std::string Take(std::size_t bytes, bool& is_whole);
  std::string TakeLine(bool& is_whole);

  const int socket_;
  std::string buffer_;
};

// `GET PATH` and the like, with the fields `more`, each ending in "\r\n".
std::string Head(absl::string_view method_and_path,
                 absl::string_view more = "");

// `POST PATH` with a JSON body.
std::string JsonPost(absl::string_view path, absl::string_view body,
                     absl::string_view more = "");

// One request on a connection of its own.
HttpReply Fetch(const std::string& address, const std::string& request);

}  // namespace creditproof::testing
