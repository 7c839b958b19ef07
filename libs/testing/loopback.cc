#include "libs/testing/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

#include "absl/strings/str_cat.h"

namespace creditproof::testing {
namespace {

sockaddr_in Parse(const std::string& address) {
  const std::size_t colon = address.rfind(':');
  sockaddr_in parsed = {};
  parsed.sin_family = AF_INET;
  parsed.sin_port =
      htons(static_cast<std::uint16_t>(std::stoi(address.substr(colon + 1))));
  inet_pton(AF_INET, address.substr(0, colon).c_str(), &parsed.sin_addr);
  return parsed;
}

}  // namespace

std::string FreeAddress() {
  const int bound = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = Parse("127.0.0.1:0");
  socklen_t size = sizeof address;
  auto* const any = reinterpret_cast<sockaddr*>(&address);
  if (bound < 0 || bind(bound, any, size) != 0 ||
      getsockname(bound, any, &size) != 0) {
    std::abort();
  }
  close(bound);
  return absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
}

int Connect(const std::string& address) {
  const sockaddr_in to = Parse(address);
  const int connection = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (connection >= 0 &&
      connect(connection, reinterpret_cast<const sockaddr*>(&to), sizeof to) !=
          0) {
    close(connection);
    return -1;
  }
  return connection;
}

}  // namespace creditproof::testing
