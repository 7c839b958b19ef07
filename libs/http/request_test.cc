#include "libs/http/request.h"

#include <catch2/catch.hpp>
#include <optional>
#include <string>

#include "absl/time/clock.h"
#include "libs/testing/http_stub.h"

namespace creditproof::http {
namespace {

using testing::HttpOk;
using testing::HttpStub;

// Of what must come to an end by itself.
constexpr absl::Duration kShort = absl::Milliseconds(200);
constexpr absl::Duration kLong = absl::Minutes(5);

Target To(const std::string& url, absl::Duration timeout = kLong) {
  return {url, "text/plain", "", timeout, 1000};
}

TEST_CASE("What a server answers is had, to the byte") {
  const std::string sent("a\0\r\n\r\nb", 8);
  std::string came;
  const HttpStub server([&](const std::string& body) {
    came = body;
    return HttpOk("answer" + body);
  });
  const auto answer = Post(To(server.url()), sent);
  REQUIRE(answer.ok());
  CHECK(came == sent);
  CHECK(*answer == "answer" + sent);
}

TEST_CASE("What is asked for without a body is had as well") {
  const HttpStub server([&](const std::string& body) {
    return HttpOk(body.empty() ? "answer" : "a body came");
  });
  const auto answer = Get(To(server.url()));
  REQUIRE(answer.ok());
  CHECK(*answer == "answer");
  CHECK(absl::IsUnavailable(Get(To(testing::NobodyThere())).status()));
}

TEST_CASE("Where nobody listens is told at once") {
  const auto answer = Post(To(testing::NobodyThere()), "");
  CHECK(absl::IsUnavailable(answer.status()));
}

TEST_CASE("A server that never answers is not waited for") {
  const HttpStub server([](const std::string&) { return std::nullopt; });
  const absl::Time start = absl::Now();
  const auto answer = Post(To(server.url(), kShort), "");
  CHECK(absl::IsUnavailable(answer.status()));
  CHECK(absl::Now() - start >= kShort);
  CHECK(absl::Now() - start < kLong);
}

TEST_CASE("An answer cut off is none") {
  const HttpStub server([](const std::string&) -> std::optional<std::string> {
    return "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
  });
  CHECK(absl::IsUnavailable(Post(To(server.url()), "").status()));
}

TEST_CASE("Too long an answer is none") {
  const std::size_t size = GENERATE(1000, 1001, 1'000'000);
  const HttpStub server(
      [size](const std::string&) { return HttpOk(std::string(size, 'x')); });
  const auto answer = Post(To(server.url()), "");
  CHECK(answer.ok() == (size == 1000));
}

TEST_CASE("Only status 200 is an answer") {
  const std::string head = GENERATE(
      "HTTP/1.1 500 Internal Server Error\r\n", "HTTP/1.1 204 No Content\r\n",
      "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/\r\n");
  const HttpStub server(
      [&](const std::string&) { return head + "Content-Length: 0\r\n\r\n"; });
  const auto answer = Post(To(server.url()), "");
  CHECK(absl::IsUnavailable(answer.status()));
  CHECK_THAT(std::string(answer.status().message()),
             Catch::Contains("HTTP status"));
}

TEST_CASE("URLs are of http or https") {
  CHECK(CheckUrl("https://tsa.example/tsr").ok());
  CHECK(CheckUrl("http://127.0.0.1:8080").ok());
  for (const char* const url :
       {"", "tsa.example", "file:///etc/passwd", "ftp://tsa.example"}) {
    CHECK(absl::IsInvalidArgument(CheckUrl(url)));
  }
  CHECK_FALSE(Post(To("file:///etc/passwd"), "").ok());
}

TEST_CASE("What must not be altered comes by https or from this machine") {
  for (const char* const url :
       {"https://id.example/jwks", "http://127.0.0.1:8080/jwks",
        "http://[::1]/jwks", "http://localhost:1/"}) {
    CHECK(CheckSecureUrl(url).ok());
  }
  for (const char* const url :
       {"", "http://id.example/jwks", "http://127.0.0.1.id.example/",
        "http://127.0.0.1@id.example/", "file:///etc/passwd"}) {
    CHECK(absl::IsInvalidArgument(CheckSecureUrl(url)));
  }
}

}  // namespace
}  // namespace creditproof::http
