// Against a real authority, OpenSSL's, behind HTTP.
#include "services/report_rendering/time_stamps.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/report/scanner.h"
#include "libs/testing/http_stub.h"
#include "libs/testing/process.h"
#include "libs/testing/time_stamp_authority.h"
#include "services/report_rendering/press.h"
#include "services/report_rendering/printed_page.h"

namespace creditproof::report_rendering {
namespace {

using testing::HttpOk;
using testing::HttpStub;

constexpr std::uint32_t kShort = 200;  // milliseconds

struct Fixture {
  Fixture() {
    Write("tsa.crt", Key("test-only-tsa.pem"));
    auto& server = *config.mutable_time_stamp_server();
    server.set_certificate_file("tsa.crt");
    server.set_timeout_ms(5'000);
    const std::string& fingerprint = stamper.key().fingerprint();
    REQUIRE(issuer.history
                .Create(fingerprint, keys::v1::Key::PURPOSE_TIME_STAMP, now)
                .ok());
    REQUIRE(issuer.history.Activate(fingerprint, now).ok());
    issuer.stampers.push_back(stamper);
  }

  void Write(const std::string& name, const std::string& content) {
    REQUIRE(base::WriteFile(folder.path() / name, content).ok());
  }
  absl::Status Add() {
    return AddTimeStamps(
        config, folder.path(),
        [this] { return std::make_shared<const report::IssuerKeys>(issuer); },
        [this] { return now; }, signer);
  }
  // A report stamped by the server at `url`.
  absl::StatusOr<Printed> Print(const std::string& url) {
    config.mutable_time_stamp_server()->set_url(url);
    REQUIRE(Add().ok());
    return PrintAgain();
  }
  absl::StatusOr<Printed> PrintAgain() {
    Press press("/usr/share/fonts", report::ShippedTemplates(), signer);
    report::Page page = PageOf("经营主体专用信用报告");
    page.data.set_time_stamped(true);
    page.data.mutable_issue_time()->set_seconds(absl::ToUnixSeconds(now));
    return press(page);
  }
  // Nothing is printed, because of `why`.
  void CheckNone(const absl::StatusOr<Printed>& printed,
                 const std::string& why) {
    CHECK(absl::IsUnavailable(printed.status()));
    CHECK(base::ReasonOf(printed.status()) ==
          base::Reason::REASON_TIME_STAMP_UNAVAILABLE);
    CHECK_THAT(std::string(printed.status().message()), Catch::Contains(why));
  }
  std::optional<std::string> Reply(const std::string& request) const {
    return HttpOk(authority.Reply(request));
  }

  const testing::TempDirectory folder;
  const testing::TimeStampAuthority authority{Key("test-only-tsa.pem"),
                                              Key("test-only-tsa-key.pem")};
  const report::Stamper stamper =
      *report::Stamper::FromPem(Key("test-only-tsa.pem"));
  absl::Time now = absl::Now();
  config::v1::ReportRendering config;
  report::IssuerKeys issuer;
  report::CmsSigner signer = *report::CmsSigner::Make(
      Key("test-only-signer.pem"), Key("test-only-signer-key.pem"));
};

TEST_CASE_METHOD(Fixture, "A report carries the stamp of the server") {
  const HttpStub server(
      [this](const std::string& asked) { return Reply(asked); });
  const auto printed = Print(server.url());
  INFO(printed.status());
  REQUIRE(printed.ok());
  const report::Scan scan =
      report::ScanPdf(printed->pdf, signer.frames(), {stamper});
  CHECK(scan.verdict == report::Scan::Verdict::kGenuine);
  REQUIRE(scan.stamped_at.has_value());
  CHECK(absl::AbsDuration(*scan.stamped_at - now) <= TimeStamps::kMostSkew);
  CHECK(server.calls() == 1);
}

TEST_CASE_METHOD(Fixture, "A server is asked by https, and must prove itself") {
  const std::string certificate = folder.path() / "server.crt";
  const std::string key = folder.path() / "server.key";
  REQUIRE(testing::Run({"/usr/bin/openssl", "req", "-x509", "-newkey", "ec",
                        "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", certificate, "-subj", "/CN=tsa",
                        "-addext", "subjectAltName=IP:127.0.0.1"})
              .exit_status == 0);
  const HttpStub server(
      [this](const std::string& asked) { return Reply(asked); },
      {*base::ReadFile(certificate), *base::ReadFile(key)});
  REQUIRE(server.url().find("https://") == 0);

  CheckNone(Print(server.url()), "certificate");
  CHECK(server.calls() == 0);
  config.mutable_time_stamp_server()->set_ca_file("server.crt");
  const auto printed = Print(server.url());

  INFO(printed.status());
  REQUIRE(printed.ok());
  CHECK(server.calls() == 1);
  CHECK(report::ScanPdf(printed->pdf, signer.frames(), {stamper}).verdict ==
        report::Scan::Verdict::kGenuine);
}

TEST_CASE_METHOD(Fixture, "A server that is down is told of at once") {
  CheckNone(Print(testing::NobodyThere()), "127.0.0.1");
}

TEST_CASE_METHOD(Fixture, "A server that never answers is waited for briefly") {
  config.mutable_time_stamp_server()->set_timeout_ms(kShort);
  const HttpStub server([](const std::string&) { return std::nullopt; });
  CheckNone(Print(server.url()), "Timeout was reached");
}

TEST_CASE_METHOD(Fixture, "Who did not answer is left alone for a while") {
  std::atomic<bool> down = true;
  const HttpStub server([&](const std::string& asked) {
    return down ? "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n" : Reply(asked);
  });
  CheckNone(Print(server.url()), "HTTP status 503");
  down = false;
  CheckNone(PrintAgain(), "a moment ago");
  CHECK(server.calls() == 1);
  now += TimeStamps::kPause;
  CHECK(PrintAgain().ok());
}

TEST_CASE_METHOD(Fixture, "What is no stamp of this signature is refused") {
  std::optional<std::string> before;
  const HttpStub server([&](const std::string& asked) {
    if (!before) return before = Reply(asked);
    return before;
  });
  REQUIRE(Print(server.url()).ok());
  CheckNone(PrintAgain(), "not about what it was asked");
}

TEST_CASE_METHOD(Fixture, "Another authority's stamp is refused") {
  const testing::TimeStampAuthority other(Key("test-only-other-tsa.pem"),
                                          Key("test-only-other-tsa-key.pem"));
  const HttpStub server(
      [&](const std::string& asked) { return HttpOk(other.Reply(asked)); });
  CheckNone(Print(server.url()), "not signed by the authority");
}

TEST_CASE_METHOD(Fixture, "Garbage is refused, however much there is") {
  const auto [size, why] =
      GENERATE(table<std::size_t, std::string>({{0, "no TimeStampResp"},
                                                {1000, "no TimeStampResp"},
                                                {1'000'000, "longer than"}}));
  const HttpStub server(
      [&](const std::string&) { return HttpOk(std::string(size, 'x')); });
  CheckNone(Print(server.url()), why);
}

TEST_CASE_METHOD(Fixture, "A server whose clock is wrong is refused") {
  const HttpStub server(
      [this](const std::string& asked) { return Reply(asked); });
  now += GENERATE(1, -1) * absl::Minutes(2);
  CheckNone(Print(server.url()), "one of the clocks is wrong");
}

TEST_CASE_METHOD(Fixture, "An authority that is retired stamps no more") {
  const HttpStub server(
      [this](const std::string& asked) { return Reply(asked); });
  REQUIRE(Print(server.url()).ok());
  REQUIRE(issuer.history.Retire(stamper.key().fingerprint(), now).ok());
  CheckNone(PrintAgain(), "RETIRED");
  CHECK(server.calls() == 1);
}

TEST_CASE_METHOD(Fixture, "A configuration that makes no sense is named") {
  auto& server = *config.mutable_time_stamp_server();
  server.set_url("http://tsa.example/");
  REQUIRE(Add().ok());
  std::string field;
  SECTION("no URL") {
    field = "url";
    server.set_url("tsa.example");
  }
  SECTION("too patient") {
    field = "timeout_ms";
    server.set_timeout_ms(5'001);
  }
  SECTION("no certificate") {
    field = "certificate_file";
    server.set_certificate_file("none.crt");
  }
  SECTION("a certificate for other ends") {
    field = "certificate_file";
    Write("other.crt", Key("test-only-signer.pem"));
    server.set_certificate_file("other.crt");
  }
  const absl::Status status = Add();
  CHECK_FALSE(status.ok());
  CHECK_THAT(std::string(status.message()),
             Catch::Contains("time_stamp_server." + field));
}

TEST_CASE_METHOD(Fixture,
                 "Who is not trusted stamps nothing, and no start fails") {
  const HttpStub server(
      [this](const std::string& asked) { return Reply(asked); });
  SECTION("a key of nobody") {
    Write("tsa.crt", Key("test-only-other-tsa.pem"));
    CheckNone(Print(server.url()), "certificate_file");
  }
  SECTION("another certificate of the key") {
    issuer.stampers = {
        *report::Stamper::FromPem(Key("test-only-other-tsa.pem"))};
    CheckNone(Print(server.url()), "is not the one in stampers/");
  }
  SECTION("a retired key") {
    REQUIRE(issuer.history.Retire(stamper.key().fingerprint(), now).ok());
    CheckNone(Print(server.url()), "RETIRED");
  }
  CHECK(server.calls() == 0);
}

TEST_CASE_METHOD(Fixture, "A server that hangs takes few threads") {
  std::optional<HttpStub> server;
  server.emplace([](const std::string&) { return std::nullopt; });
  const http::Target target{server->url(), "application/timestamp-query", "",
                            absl::Seconds(60), 1024};
  TimeStamps stamps(
      target, stamper, [] { return absl::OkStatus(); }, [this] { return now; });
  std::atomic<int> stamped = 0;
  std::vector<std::jthread> waiting;
  for (int i = 0; i < TimeStamps::kMostAtOnce; ++i) {
    waiting.emplace_back([&] { stamped += stamps("signature").ok() ? 1 : 0; });
  }
  while (server->calls() < TimeStamps::kMostAtOnce) std::this_thread::yield();

  const auto other = stamps("signature");

  CHECK_THAT(std::string(other.status().message()),
             Catch::Contains("keeps 16 others waiting"));
  CHECK(server->calls() == TimeStamps::kMostAtOnce);
  server.reset();  // nobody answers them
  waiting.clear();
  CHECK(stamped == 0);
}

TEST_CASE_METHOD(Fixture, "Without a server there are no stamps") {
  config.clear_time_stamp_server();
  REQUIRE(Add().ok());
  CheckNone(PrintAgain(), "no time_stamp_server is configured");
}

}  // namespace
}  // namespace creditproof::report_rendering
