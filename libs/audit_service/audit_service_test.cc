#include "libs/audit_service/audit_service.h"

#include <google/protobuf/util/time_util.h>

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/audit/trail_fixture.h"
#include "libs/base/files.h"
#include "libs/crypto/signing.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"

namespace creditproof::audit {
namespace {

using base::Reason;
using google::protobuf::util::TimeUtil;
using v1::ListEntriesRequest;
using v1::ListEntriesResponse;

constexpr char kCode[] = "91230103TE00000103";
constexpr char kOtherCode[] = "91230199TE00000292";
constexpr char kPortal[] = "portal.creditproof";
constexpr char kAdministrator[] = "admin.creditproof";
constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);

rpc::AllowList Allowed() {
  rpc::AllowList::Config config;
  const std::string service(v1::AuditService::service_full_name());
  for (const char* name : {kPortal, kAdministrator}) {
    config[service + ".ListEntries"].add_names(name);
  }
  config[service + ".VerifyTrail"].add_names(kAdministrator);
  return rpc::AllowList::Make(service, config).value();
}

// The service over a trail, called as whom the test says.
class Served : public Fixture {
 public:
  ListEntriesRequest Ask(const std::string& code = kCode) const {
    ListEntriesRequest request;
    request.set_parent("subjects/" + code);
    return request;
  }

  ListEntriesRequest AskAsSubject(const std::string& asserted = kCode) const {
    ListEntriesRequest request = Ask();
    *request.mutable_ground() =
        access::AssertSubject(key_, "portal", asserted, "zhang", kNow).value();
    return request;
  }

  ListEntriesRequest AskOfDuty(const std::string& agency) const {
    ListEntriesRequest request = Ask();
    request.mutable_ground()->mutable_duty()->set_agency(agency);
    request.mutable_ground()->mutable_duty()->set_scenario(
        record::v1::SCENARIO_POLICY_APPLICATION);
    return request;
  }

  absl::StatusOr<ListEntriesResponse> List(const ListEntriesRequest& request) {
    grpc::ClientContext context;
    ListEntriesResponse response;
    v1::AuditService::Stub stub(server_.Connect());
    const grpc::Status status = stub.ListEntries(&context, request, &response);
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  // The last state, and how many words of progress came before.
  absl::StatusOr<v1::TrailState> Verify(
      const v1::VerifyTrailRequest& request = {}) {
    grpc::ClientContext context;
    v1::AuditService::Stub stub(server_.Connect());
    const auto reader = stub.VerifyTrail(&context, request);
    v1::VerifyTrailResponse response;
    progress = 0;
    while (reader->Read(&response)) progress += response.has_progress();
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return rpc::FromGrpc(status);
    return response.state();
  }

  void Look(const std::string& code, absl::Time time = kNow) {
    v1::AuditEntry entry = Entry(code);
    *entry.mutable_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(time));
    REQUIRE(trail->WaitDurable(trail->Add(entry)).ok());
  }

  v1::AuditEntry LastEntry() const {
    return trail->Read(trail->durable_sequence(), 1).value().at(0);
  }

  std::vector<std::string> caller{kPortal};
  int progress = 0;

 private:
  access::Judge MakeJudge() const {
    config::v1::Grounds grounds;
    config::v1::AssertionKey& key = *grounds.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file("portal.pem");
    key.add_clients(kPortal);
    REQUIRE(base::WriteFile(directory.path() / "portal.pem",
                            key_.verifying_key().Pem())
                .ok());
    for (const char* agency : {"bureau", "market"}) {
      config::v1::Duty& duty = *grounds.add_duties();
      duty.set_agency(agency);
      duty.add_clients(kPortal);
      duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
    }
    grounds.mutable_duties(1)->add_areas(record::v1::AREA_MARKET_REGULATION);
    return access::Judge::Make(grounds, directory.path()).value();
  }

  const crypto::SigningKey key_ =
      crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value())
          .value();
  AuditServiceImpl service_{
      *trail,
      {MakeJudge(), Allowed(),
       [this](absl::string_view method,
              const auto&) -> absl::StatusOr<rpc::Caller> {
         return Allowed().Admit(method, caller);
       }},
      [](const rpc::CallRecord&) {},
      [] { return kNow; }};
  rpc::UnixServer server_{&service_};
};

Reason ReasonOf(const absl::StatusOr<ListEntriesResponse>& response) {
  return base::ReasonOf(response.status());
}

TEST_CASE_METHOD(Served, "A subject sees who looked at it, and only at it") {
  Look(kCode);
  Look(kOtherCode);
  Look(kCode);

  const auto seen = List(AskAsSubject());

  REQUIRE(seen.ok());
  REQUIRE(seen->entries_size() == 2);
  CHECK(seen->entries(0).sequence() == 1);
  CHECK(seen->entries(0).client() == "portal");
  CHECK(seen->entries(1).sequence() == 3);
  CHECK(seen->next_page_token().empty());
}

TEST_CASE_METHOD(Served, "A look at the trail is in the trail") {
  Look(kCode);
  ListEntriesRequest request = AskAsSubject();
  request.set_purpose("本人查询");
  REQUIRE(List(request).ok());

  const v1::AuditEntry look = LastEntry();
  CHECK(look.method() == "ListEntries");
  CHECK(look.client() == kPortal);
  CHECK(look.actor() == "portal/zhang");
  CHECK(look.ground() == "SUBJECT");
  CHECK(look.subject() == kCode);
  CHECK(look.purpose() == "本人查询");
  CHECK(look.outcome() == "SHOWN");
  CHECK(List(AskAsSubject())->entries_size() == 2);
}

TEST_CASE_METHOD(Served, "Who may not look is refused, and noted") {
  Look(kCode);
  CHECK(ReasonOf(List(AskAsSubject(kOtherCode))) ==
        Reason::REASON_GROUND_REFUSED);
  CHECK(ReasonOf(List(Ask())) == Reason::REASON_GROUND_REFUSED);
  CHECK(ReasonOf(List(AskOfDuty("nobody"))) == Reason::REASON_GROUND_REFUSED);
  // For one area: who else asks is not its business.
  CHECK(ReasonOf(List(AskOfDuty("market"))) == Reason::REASON_GROUND_REFUSED);

  REQUIRE(List(AskOfDuty("bureau")).ok());
  const auto entries = trail->Read(2, 10).value();
  REQUIRE(entries.size() == 5);
  for (int i = 0; i < 4; ++i) {
    CHECK(entries[std::size_t(i)].outcome() == "GROUND_REFUSED");
    CHECK(entries[std::size_t(i)].subject() == kCode);
  }
  CHECK(entries[4].actor() == "bureau");
}

TEST_CASE_METHOD(Served, "An administrator needs no ground, and is named") {
  Look(kCode);
  caller = {kAdministrator};

  CHECK(List(Ask())->entries_size() == 1);

  CHECK(LastEntry().ground() == "ADMINISTRATOR");
  CHECK(LastEntry().actor() == kAdministrator);
}

TEST_CASE_METHOD(Served, "Who is not listed reaches nothing") {
  caller = {"stranger.creditproof"};
  CHECK(ReasonOf(List(AskAsSubject())) == Reason::REASON_CLIENT_NOT_ALLOWED);
  CHECK(base::ReasonOf(Verify().status()) == Reason::REASON_CLIENT_NOT_ALLOWED);
  caller = {kPortal};
  CHECK(base::ReasonOf(Verify().status()) == Reason::REASON_CLIENT_NOT_ALLOWED);
  CHECK(trail->durable_sequence() == 0);
}

TEST_CASE_METHOD(Served, "What cannot be asked is refused, naming the field") {
  const auto refusal = [&](auto change) {
    ListEntriesRequest request = AskAsSubject();
    change(request);
    const absl::Status status = List(request).status();
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
    return std::string(status.message()).substr(0, 10);
  };
  CHECK(refusal([](auto& r) { r.set_parent(""); }) == "parent: is");
  CHECK(refusal([](auto& r) { r.set_parent("subjects/9"); }).substr(0, 7) ==
        "parent:");
  CHECK(refusal([](auto& r) { r.set_purpose(std::string(601, 'x')); }) ==
        "purpose: i");
  CHECK(refusal([](auto& r) { r.set_page_size(-1); }) == "page_size:");
  CHECK(refusal([](auto& r) { r.set_page_token("x"); }) == "page_token");
  CHECK(refusal([](auto& r) { r.mutable_start_time()->set_nanos(-1); }) ==
        "start_time");
  CHECK(refusal([](auto& r) {
          r.mutable_start_time()->set_seconds(2);
          r.mutable_end_time()->set_seconds(2);
        }) == "end_time: ");
}

TEST_CASE_METHOD(Served, "Pages show the trail as the first one found it") {
  for (int i = 0; i < 5; ++i) {
    Look(kCode);
    Look(kOtherCode);
  }
  std::vector<std::uint64_t> seen;
  ListEntriesRequest request = AskAsSubject();
  request.set_page_size(1);
  int pages = 0;
  do {
    const auto page = List(request);
    REQUIRE(page.ok());
    for (const auto& entry : page->entries()) seen.push_back(entry.sequence());
    request.set_page_token(page->next_page_token());
  } while (!request.page_token().empty() && ++pages < 10);

  CHECK(seen == std::vector<std::uint64_t>{1, 3, 5, 7, 9});
}

TEST_CASE_METHOD(Served, "A token is of one subject's list") {
  Look(kCode);
  Look(kCode);
  Look(kOtherCode);
  caller = {kAdministrator};
  ListEntriesRequest request = Ask();
  request.set_page_size(1);
  const std::string token = List(request)->next_page_token();
  REQUIRE_FALSE(token.empty());
  request.set_parent(absl::StrCat("subjects/", kOtherCode));
  request.set_page_token(token);

  CHECK(ReasonOf(List(request)) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE_METHOD(Served, "Only what lies in the time asked for is listed") {
  for (const int hour : {0, 1, 2}) Look(kCode, kNow + absl::Hours(hour));
  ListEntriesRequest request = AskAsSubject();
  request.mutable_start_time()->set_seconds(
      absl::ToUnixSeconds(kNow + absl::Hours(1)));
  request.mutable_end_time()->set_seconds(
      absl::ToUnixSeconds(kNow + absl::Hours(2)));

  const auto seen = List(request);

  REQUIRE(seen.ok());
  REQUIRE(seen->entries_size() == 1);
  CHECK(seen->entries(0).sequence() == 2);
}

TEST_CASE_METHOD(Served, "A whole trail is said to be, and where it ends") {
  caller = {kAdministrator};
  Add(250'000);
  const v1::TrailState state = Verify().value();

  CHECK_FALSE(state.has_damage());
  CHECK(state.end().sequence() == 250'000);
  CHECK(state.end().sha256().size() == 32);
  CHECK(progress >= 1);  // how often depends on how entries fell into pages
  v1::VerifyTrailRequest request;
  *request.mutable_known_end() = state.end();
  Look(kCode);
  CHECK(LastEntry().method().empty());
  CHECK_FALSE(Verify(request)->has_damage());
  const auto entries = trail->Read(250'001, 10).value();
  REQUIRE(entries.size() >= 2);
  CHECK(entries[0].method() == "VerifyTrail");
  CHECK(entries[0].outcome() == "INTACT");
}

TEST_CASE_METHOD(Served, "A changed entry is named") {
  caller = {kAdministrator};
  for (int i = 0; i < 4; ++i) Look(kCode);
  v1::AuditPage page = Page(2);
  page.mutable_entries(0)->set_client("nobody");
  Put(2, page.SerializeAsString());

  const v1::TrailState state = Verify().value();

  CHECK(state.damage().sequence() == 3);
  CHECK(state.end().sequence() == 2);
}

TEST_CASE_METHOD(Served, "An earlier end that the chain lacks is told") {
  caller = {kAdministrator};
  Look(kCode);
  v1::VerifyTrailRequest request;
  *request.mutable_known_end() = Verify()->end();
  request.mutable_known_end()->set_sequence(100);
  Look(kCode);  // waited for, as the entry of the walk is not

  CHECK(Verify(request)->damage().message() == "audit entry 4 is missing");
}

}  // namespace
}  // namespace creditproof::audit
