#include "services/gateway/server.h"

#include <catch2/catch.hpp>
#include <memory>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/testing/process.h"
#include "services/gateway/gateway_fixture.h"

namespace creditproof::gateway {
namespace {

using Fixture = GatewayFixture;

TEST_CASE_METHOD(Fixture, "A connection serves one request after the other") {
  TestClient client(Start());
  client.Send(Head("GET /") + Head("GET /nothing"));
  CHECK(client.Receive().status == 200);
  CHECK(client.Receive().status == 404);
  client.Send(Head("GET /", "connection: close\r\n"));
  CHECK(client.Receive().status == 200);
  client.WaitForEnd();
}

TEST_CASE_METHOD(Fixture, "Who sends a head slowly is cut off") {
  limits.head_time = absl::Milliseconds(200);
  TestClient slow(Start());
  slow.Send("GET / HTTP/1.1\r\nhost:");
  slow.WaitForEnd();
  // A byte is no new start.
  TestClient trickling(Start());
  trickling.Send("GET / HTTP/1.1\r\nhost: ");
  while (!trickling.IsReadableWithin(absl::Milliseconds(20))) {
    trickling.Send("a");
  }
  CHECK(trickling.Receive().status == 0);
}

TEST_CASE_METHOD(Fixture, "Who sends a body slowly, or nothing, is cut off") {
  limits.body_time = absl::Milliseconds(200);
  limits.idle_time = absl::Milliseconds(200);
  TestClient slow(Start());
  slow.Send(Head("POST /v1/reports:verify",
                 "content-type: application/json\r\ncontent-length: 9\r\n") +
            "{");
  slow.WaitForEnd();
  TestClient idle(Start());
  idle.WaitForEnd();
}

TEST_CASE_METHOD(Fixture, "Slow clients stop nobody else") {
  limits.most_connections_per_client = 0;
  std::vector<std::unique_ptr<TestClient>> slow;
  for (int i = 0; i < 200; ++i) {
    slow.push_back(std::make_unique<TestClient>(Start()));
    slow.back()->Send("GET / HTTP/1.1\r\nhost:");
  }
  CHECK(Ask(Head("GET /")).status == 200);
}

TEST_CASE_METHOD(Fixture, "One client has so many connections and no more") {
  limits.most_connections_per_client = 2;
  auto first = std::make_unique<TestClient>(Start());
  first->Send(Head("GET /"));
  CHECK(first->Receive().status == 200);
  TestClient second(Start());
  second.Send(Head("GET /"));
  CHECK(second.Receive().status == 200);
  TestClient third(Start());
  third.WaitForEnd();
  first->Send(Head("GET /", "connection: close\r\n"));
  first->WaitForEnd();
  // The place is free a moment after the connection has ended.
  while (Ask(Head("GET /")).status != 200) {
  }
}

TEST_CASE_METHOD(Fixture, "What is too long is told so, not cut off") {
  const Reply head =
      Ask(Head("GET /", "x: " + std::string(20'000, 'a') + "\r\n"));
  CHECK(head.status == 431);
  const Reply announced = Ask(Head("POST /v1/reports:verify",
                                   "content-type: application/json\r\n"
                                   "content-length: 100000000\r\n") +
                              std::string(1'000'000, 'a'));
  CHECK(announced.status == 413);
  const std::string chunk =
      absl::StrCat("4000\r\n", std::string(0x4000, ' '), "\r\n");
  std::string chunked = Head("POST /v1/reports:verify",
                             "content-type: application/json\r\n"
                             "transfer-encoding: chunked\r\n");
  for (int i = 0; i < 10; ++i) chunked += chunk;
  CHECK(Ask(chunked).status == 413);
}

TEST_CASE_METHOD(Fixture, "What is no HTTP is refused") {
  CHECK(Ask("nonsense\r\n\r\n").status == 400);
  CHECK(Ask(Head("GET http://evil.example/")).status == 400);
  CHECK(
      Ask(Head("GET /", "content-length: 1\r\ncontent-length: 2\r\n")).status ==
      400);
  CHECK(
      Ask(Head("GET /", "content-length: 1\r\ntransfer-encoding: chunked\r\n"))
          .status == 400);
}

TEST_CASE_METHOD(Fixture, "Who waits to be told to go on is told") {
  TestClient client(Start());
  client.Send(Head("POST /v1/reports:verify",
                   "content-type: application/json\r\ncontent-length: 2\r\n"
                   "expect: 100-continue\r\n"));
  verification.verify = [](grpc::ServerContext&, const auto&, auto&) {
    return grpc::Status::OK;
  };
  client.Send("{}");
  CHECK(client.Receive().status == 200);
}

TEST_CASE_METHOD(Fixture, "Who asks too often waits as long as told") {
  rate = {1, 3};
  verification.verify = [](grpc::ServerContext&, const auto&, auto&) {
    return grpc::Status::OK;
  };
  const std::string request = JsonPost("/v1/reports:verify", "{}");
  for (int i = 0; i < 3; ++i) CHECK(Ask(request).status == 200);
  const Reply refused = Ask(request);
  CHECK(refused.status == 429);
  CHECK(refused.field("retry-after") == "1");
  CHECK(Ask(Head("GET /")).status == 200);
  CHECK(Ask(Head("GET /healthz")).status == 200);
  now += absl::Seconds(1);
  CHECK(Ask(request).status == 200);
  CHECK(Ask(request).status == 429);
}

TEST_CASE_METHOD(Fixture, "With a certificate it speaks TLS, and only that") {
  const config::v1::Tls mine = identities.Make("credit.example");
  public_tls.set_cert_file(mine.cert_file());
  public_tls.set_key_file(mine.key_file());
  const std::string port = Start().substr(Start().rfind(':') + 1);
  const testing::Ended ended =
      testing::Run({"/usr/bin/curl", "--silent", "--cacert",
                    identities.folder() / "authority.pem", "--resolve",
                    absl::StrCat("credit.example:", port, ":127.0.0.1"),
                    absl::StrCat("https://credit.example:", port, "/")});
  CHECK(ended.exit_status == 0);
  CHECK(absl::StrContains(ended.out, "index"));
  CHECK(Ask(Head("GET /")).status == 0);
}

}  // namespace
}  // namespace creditproof::gateway
