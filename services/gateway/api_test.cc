#include "services/gateway/api.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "libs/token/test_provider.h"
#include "services/gateway/gateway_fixture.h"

namespace creditproof::gateway {
namespace {

using Fixture = GatewayFixture;
using nlohmann::json;
using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;

constexpr char kVerify[] = "/v1/reports:verify";
constexpr char kReports[] = "/v1/subjects/91230103TE00000103/reports";

json Problem(const Reply& reply) {
  CHECK(reply.field("content-type") == "application/problem+json");
  const json problem = json::parse(reply.body);
  CHECK(problem["status"] == reply.status);
  CHECK(problem["type"] ==
        "urn:creditproof:" + problem["reason"].get<std::string>());
  CHECK_FALSE(problem["title"].get<std::string>().empty());
  return problem;
}

TEST_CASE_METHOD(Fixture, "A method is called with the JSON of its request") {
  verification.verify = [](grpc::ServerContext&,
                           const VerifyReportRequest& request,
                           VerifyReportResponse& response) {
    CHECK(request.report_number() == "1234");
    response.set_authenticity(verification::v1::AUTHENTICITY_GENUINE);
    response.mutable_issued()->set_subject_name("哈尔滨诚信科技有限公司");
    response.mutable_issued()->set_pdf_sha256("abc");
    response.mutable_as_of_time()->set_seconds(1'790'000'000);
    return grpc::Status::OK;
  };
  const Reply reply = Ask(JsonPost(kVerify, R"({"reportNumber":"1234"})"));
  REQUIRE(reply.status == 200);
  CHECK(reply.field("content-type") == "application/json");
  CHECK(reply.field("cache-control") == "no-store");
  const json answer = json::parse(reply.body);
  CHECK(answer["authenticity"] == "AUTHENTICITY_GENUINE");
  CHECK(answer["issued"]["subjectName"] == "哈尔滨诚信科技有限公司");
  CHECK(answer["issued"]["pdfSha256"] == "YWJj");
  CHECK(answer["asOfTime"] == "2026-09-21T14:13:20Z");
  CHECK_FALSE(answer.contains("message"));
}

TEST_CASE_METHOD(Fixture,
                 "The ground is the caller's token, and nothing else") {
  reports.issue = [](const report::v1::IssueReportRequest& request,
                     report::v1::IssueReportResponse&) {
    CHECK(request.parent() == "subjects/91230103TE00000103");
    CHECK(request.ground().subject().access_token() == "t0k3n");
    return grpc::Status::OK;
  };
  SECTION("of an app") {
    const Reply reply =
        Ask(JsonPost(kReports, R"({"requestId":"a"})", Bearer("t0k3n")));
    CHECK(reply.status == 200);
  }
  SECTION("of a browser") {
    const Reply reply =
        Ask(JsonPost(kReports, R"({"requestId":"a"})",
                     LoggedIn("t0k3n") + "x-creditproof: 1\r\n"));
    CHECK(reply.status == 200);
  }
  SECTION("not given by the client") {
    for (const char* ground : {R"({"duty":{"agency":"x"}})",
                               R"({"subject":{"accessToken":"x"}})", "{}"}) {
      const Reply reply =
          Ask(JsonPost(kReports, std::string(R"({"ground":)") + ground + "}",
                       Bearer("t0k3n")));
      CHECK(Problem(reply)["fields"][0]["field"] == "ground");
      CHECK(reply.status == 400);
    }
  }
  SECTION("without one nobody is asked") {
    const Reply reply = Ask(JsonPost(kReports, R"({"requestId":"a"})"));
    CHECK(reply.status == 401);
    CHECK(Problem(reply)["reason"] == "NOT_LOGGED_IN");
  }
  SECTION("a cookie that has ended is none") {
    const std::string cookie = LoggedIn("t0k3n") + "x-creditproof: 1\r\n";
    now += absl::Hours(1);
    CHECK(Ask(JsonPost(kReports, R"({"requestId":"a"})", cookie)).status ==
          401);
  }
}

TEST_CASE_METHOD(Fixture, "No field of a client reaches a back end") {
  verification.verify = [](grpc::ServerContext& context,
                           const VerifyReportRequest&, VerifyReportResponse&) {
    for (const auto& [name, value] : context.client_metadata()) {
      const std::string text(name.data(), name.size());
      CHECK((text == "user-agent" || text == "creditproof-visitor" ||
             text == "grpc-accept-encoding"));
      CHECK(std::string(value.data(), value.size()).find("evil") ==
            std::string::npos);
    }
    return grpc::Status::OK;
  };
  const Reply reply =
      Ask(JsonPost(kVerify, "{}",
                   Bearer("evil") + "x-evil: evil\r\nuser-agent: evil\r\n"
                                    "grpc-timeout: 1S\r\ncookie: evil=1\r\n"));
  CHECK(reply.status == 200);
}

TEST_CASE_METHOD(Fixture, "A query names fields: values, lists, times") {
  reports.list = [](const report::v1::ListReportsRequest& request) {
    CHECK(request.page_size() == 7);
    CHECK(request.start_time().seconds() == 1'790'000'000);
    CHECK(request.page_token() == "a b");
    return grpc::Status::OK;
  };
  const std::string path = std::string("GET ") + kReports;
  CHECK(Ask(Head(path + "?pageSize=7&startTime=2026-09-21T14:13:20Z"
                        "&pageToken=a+b",
                 Bearer("t")))
            .status == 200);
  const auto refused = [&](const std::string& query) {
    const Reply reply = Ask(Head(path + "?" + query, Bearer("t")));
    CHECK(reply.status == 400);
    const json problem = Problem(reply);
    CHECK(problem["reason"] == "INVALID_FIELD");
    return problem["fields"][0]["field"].get<std::string>();
  };
  CHECK(refused("pagesize=7") == "pagesize");
  CHECK(refused("pageSize=x") == "pageSize");
  CHECK(refused("pageSize=1&pageSize=2") == "pageSize");
  CHECK(refused("parent=subjects/X") == "parent");
  CHECK(refused("ground=x") == "ground");
  CHECK(refused("ground.subject.accessToken=x") ==
        "ground.subject.accessToken");
  CHECK(refused("scenario=NO_SUCH") == "scenario");
  CHECK(refused("startTime=yesterday") == "startTime");
}

TEST_CASE_METHOD(Fixture, "A body that is not the request's JSON is told why") {
  const auto refused = [&](const std::string& body) {
    const Reply reply = Ask(JsonPost(kReports, body, Bearer("t")));
    CHECK(reply.status == 400);
    return Problem(reply);
  };
  CHECK(refused("{")["reason"] == "BAD_JSON");
  CHECK(refused("[]")["reason"] == "BAD_JSON");
  CHECK(refused(R"({"requestid":"a"})")["reason"] == "BAD_JSON");
  CHECK(refused(R"({"areas":["NO_SUCH"]})")["reason"] == "BAD_JSON");
  CHECK(refused(R"({"parent":"subjects/X"})")["fields"][0]["field"] ==
        "parent");
  CHECK(refused(std::string(3000, '['))["reason"] == "BAD_JSON");
  CHECK(refused("{\"requestId\":\"\xff\"}")["reason"] == "BAD_JSON");
}

TEST_CASE_METHOD(Fixture, "An error of a back end is told with its reason") {
  absl::Status status;
  verification.verify = [&](grpc::ServerContext&, const VerifyReportRequest&,
                            VerifyReportResponse&) {
    return rpc::ToGrpc(status);
  };
  const auto asked = [&] { return Ask(JsonPost(kVerify, "{}")); };

  status = base::InvalidField("areas[0].period_start_date", "is no date");
  CHECK(asked().status == 400);
  CHECK(Problem(asked())["fields"][0]["field"] == "areas[0].periodStartDate");

  status = base::Overloaded("come again", absl::Milliseconds(2500));
  CHECK(asked().status == 429);
  CHECK(asked().field("retry-after") == "3");
  CHECK(Problem(asked())["retryAfterSeconds"] == 3);

  status = base::Error(absl::StatusCode::kNotFound,
                       base::Reason::REASON_REPORT_NOT_FOUND, "没有这份报告");
  CHECK(asked().status == 404);
  CHECK(Problem(asked())["reason"] == "REPORT_NOT_FOUND");
  CHECK(Problem(asked())["detail"] == "没有这份报告");

  // Where our machines are is nobody's business.
  status = base::Error(absl::StatusCode::kUnavailable,
                       base::Reason::REASON_PEER_UNAVAILABLE, "10.0.0.1:9090");
  CHECK(asked().status == 503);
  CHECK(asked().body.find("10.0.0.1") == std::string::npos);
  status = absl::InternalError("/srv/secret");
  CHECK(asked().status == 500);
  CHECK(asked().body.find("secret") == std::string::npos);
}

TEST_CASE_METHOD(Fixture, "A back end that is away or slow is told apart") {
  call_time = absl::Milliseconds(300);
  std::atomic<bool> slow = true;
  verification.verify = [&](grpc::ServerContext& context,
                            const VerifyReportRequest&, VerifyReportResponse&) {
    while (slow && !context.IsCancelled()) {
    }
    return grpc::Status::OK;
  };
  const Reply late = Ask(JsonPost(kVerify, "{}"));
  CHECK(late.status == 504);
  CHECK(Problem(late)["reason"] == "BACK_END_SLOW");
  slow = false;
  verification_end.Kill();
  const Reply down = Ask(JsonPost(kVerify, "{}"));
  CHECK(down.status == 503);
  CHECK(Problem(down)["reason"] == "BACK_END_DOWN");
}

TEST_CASE_METHOD(Fixture, "Only our own pages change anything with a cookie") {
  verification.verify = [](grpc::ServerContext&, const VerifyReportRequest&,
                           VerifyReportResponse&) { return grpc::Status::OK; };
  const std::string cookie = LoggedIn("t");
  const std::string ours = cookie + "x-creditproof: 1\r\n";
  CHECK(Ask(JsonPost(kVerify, "{}", ours)).status == 200);
  CHECK(Ask(JsonPost(kVerify, "{}", ours + "sec-fetch-site: same-origin\r\n"))
            .status == 200);
  for (const std::string& fields : {cookie, cookie + "x-creditproof: 0\r\n",
                                    ours + "sec-fetch-site: cross-site\r\n",
                                    ours + "sec-fetch-site: same-site\r\n"}) {
    const Reply reply = Ask(JsonPost(kVerify, "{}", fields));
    CHECK(reply.status == 403);
    CHECK(Problem(reply)["reason"] == "FORBIDDEN_ORIGIN");
  }
  const Reply form =
      Ask(Head(std::string("POST ") + kVerify,
               ours + "content-type: text/plain\r\ncontent-length: 0\r\n"));
  CHECK(form.status == 403);
}

TEST_CASE_METHOD(Fixture, "Paths, methods and types that are not are told") {
  CHECK(Problem(Ask(Head("GET /v1/nothing")))["reason"] == "NOT_FOUND");
  const Reply method = Ask(Head(std::string("GET ") + kVerify));
  CHECK(method.status == 405);
  CHECK(method.field("allow") == "POST");
  const Reply type = Ask(Head(std::string("POST ") + kVerify,
                              "content-type: text/plain\r\n"
                              "content-length: 2\r\n") +
                         "{}");
  CHECK(type.status == 415);
}

TEST_CASE_METHOD(Fixture,
                 "A service of several back ends is behind each name") {
  const std::string path = "/v1/subjects/X/auditEntries";
  CHECK(Ask(Head("GET /report-rendering" + path, Bearer("t"))).status == 200);
  CHECK(audit_of_reports.asked == "subjects/X");
  CHECK(audit_of_verification.asked.empty());
  CHECK(Ask(Head("GET /verification" + path, Bearer("t"))).status == 200);
  CHECK(audit_of_verification.asked == "subjects/X");
  CHECK(Ask(Head("GET " + path, Bearer("t"))).status == 404);
}

TEST_CASE_METHOD(Fixture, "Back ends learn who asks as a digest only") {
  std::vector<std::string> visitors;
  verification.verify = [&](grpc::ServerContext& context,
                            const VerifyReportRequest&, VerifyReportResponse&) {
    const auto& sent = context.client_metadata();
    CHECK(sent.find("x-forwarded-for") == sent.end());
    CHECK(sent.find("cookie") == sent.end());
    const auto visitor = sent.find("creditproof-visitor");
    REQUIRE(visitor != sent.end());
    visitors.emplace_back(visitor->second.data(), visitor->second.size());
    return grpc::Status::OK;
  };
  const std::string claimed =
      "creditproof-visitor: 00000000000000000000000000000000\r\n"
      "x-forwarded-for: 203.0.113.7\r\n";
  CHECK(Ask(JsonPost(kVerify, "{}")).status == 200);
  CHECK(Ask(JsonPost(kVerify, "{}", claimed)).status == 200);
  REQUIRE(visitors.size() == 2);
  CHECK(visitors[0] == visitors[1]);
  CHECK(visitors[0].size() == 32);
  CHECK(visitors[0] != std::string(32, '0'));
}

TEST_CASE_METHOD(Fixture, "A token that nobody issued reaches no back end") {
  int asked = 0;
  reports.list = [&](const report::v1::ListReportsRequest&) {
    ++asked;
    return grpc::Status::OK;
  };
  const token::TestProvider provider;
  const auto verifier = token::Verifier::Make(provider.Config(), "");
  REQUIRE(verifier.ok());
  tokens = verifier->get();
  const std::string path = std::string("GET ") + kReports;
  const std::string ended =
      provider.Token("91230103TE00000103", absl::Now() - absl::Hours(1));
  for (const std::string& token : {std::string("x"), ended}) {
    const Reply reply = Ask(Head(path, Bearer(token)));
    CHECK(reply.status == 401);
    CHECK(Problem(reply)["reason"] == "NOT_LOGGED_IN");
  }
  CHECK(asked == 0);
  const std::string good = provider.Token("91230103TE00000103", absl::Now());
  CHECK(Ask(Head(path, Bearer(good))).status == 200);
  CHECK(asked == 1);
}

}  // namespace
}  // namespace creditproof::gateway
