#include "services/gateway/pages.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "services/gateway/gateway_fixture.h"

namespace creditproof::gateway {
namespace {

using Fixture = GatewayFixture;

TEST_CASE_METHOD(Fixture, "A page is at its own path, without its ending") {
  AddPage("apply.html", "<title>apply</title>");
  AddPage("en/index.html", "<title>en</title>");
  AddPage("assets/app.1a2b3c.js", "let a;");
  const auto body = [&](const char* path) {
    return Ask(Head(std::string("GET ") + path)).body;
  };
  CHECK(absl::StrContains(body("/"), "index"));
  CHECK(absl::StrContains(body("/apply"), "apply"));
  CHECK(absl::StrContains(body("/apply?from=qr"), "apply"));
  CHECK(absl::StrContains(body("/reports"), "index"));
  CHECK(absl::StrContains(body("/V/ABC123"), "index"));
  CHECK(absl::StrContains(body("/v/abc"), "index"));
  CHECK(absl::StrContains(body("/en/"), "en"));
  CHECK(body("/assets/app.1a2b3c.js") == "let a;");
  CHECK(absl::StrContains(body("/index"), "index"));
  for (const char* path :
       {"/nothing", "/../index.html", "/%2e%2e/etc/passwd", "/assets"}) {
    CHECK(Ask(Head(std::string("GET ") + path)).status == 404);
  }
}

TEST_CASE_METHOD(Fixture, "A QR code opens the page that verifies") {
  AddPage("verify.html", "<title>verify</title>");
  for (const char* path : {"GET /V/ABC123", "GET /v/abc"}) {
    CHECK(absl::StrContains(Ask(Head(path)).body, "verify"));
  }
}

TEST_CASE_METHOD(Fixture, "A page says how long it may be kept") {
  AddPage("assets/app.1a2b3c.js", "let a;");
  const Reply page = Ask(Head("GET /"));
  CHECK(page.field("content-type") == "text/html; charset=utf-8");
  CHECK(page.field("cache-control") == "no-cache");
  const Reply asset = Ask(Head("GET /assets/app.1a2b3c.js"));
  CHECK(absl::StrContains(asset.field("cache-control"), "immutable"));

  const Reply again =
      Ask(Head("GET /", "if-none-match: " + page.field("etag") + "\r\n"));
  CHECK(again.status == 304);
  CHECK(again.body.empty());
}

TEST_CASE_METHOD(Fixture, "A page goes packed to who can unpack it") {
  AddPage("guide.html", std::string(10'000, 'a'));
  const Reply packed = Ask(Head("GET /guide", "accept-encoding: br, gzip\r\n"));
  CHECK(packed.field("content-encoding") == "gzip");
  CHECK(packed.body.size() < 200);
  CHECK(Ask(Head("GET /guide")).body.size() == 10'000);
}

TEST_CASE_METHOD(Fixture, "HEAD tells what GET would, and no more") {
  TestClient client(Start());
  client.Send(Head("HEAD /"));
  const Reply head = client.Receive(true);
  CHECK(head.status == 200);
  CHECK(head.field("content-length") != "0");
  client.Send(Head("GET /"));
  CHECK(client.Receive().status == 200);
  CHECK(Ask(Head("DELETE /")).status == 405);
}

TEST_CASE_METHOD(Fixture, "Every answer says what browsers may do with it") {
  for (const char* target : {"GET /", "GET /nothing", "GET /v1/nothing",
                             "POST /v1/reports:verify", "BREW /"}) {
    const Reply reply = Ask(Head(target));
    const std::string policy = reply.field("content-security-policy");
    CHECK(absl::StrContains(policy, "default-src 'none'"));
    CHECK(absl::StrContains(policy, "frame-ancestors 'none'"));
    CHECK(reply.field("x-content-type-options") == "nosniff");
    CHECK(reply.field("referrer-policy") == "no-referrer");
    CHECK(reply.field("permissions-policy") == "camera=(self)");
    CHECK(reply.field("cross-origin-opener-policy") == "same-origin");
  }
}

TEST_CASE("HSTS is for https, frames are for who is named") {
  const auto fields = SecurityFields(true, {"https://app.example"});
  CHECK(fields.back().first == "strict-transport-security");
  CHECK(absl::EndsWith(fields.front().second,
                       "frame-ancestors https://app.example"));
}

TEST_CASE("A portal without its first page is refused") {
  const testing::TempDirectory empty;
  CHECK(absl::IsNotFound(Pages::Load(empty.path()).status()));
}

}  // namespace
}  // namespace creditproof::gateway
