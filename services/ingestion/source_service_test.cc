#include "services/ingestion/source_service.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "libs/base/error.h"
#include "libs/rpc/status.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;

// The register of a bench behind real gRPC over a unix socket.
class Served {
 public:
  Served()
      : trail_(*audit::Trail::Open(bench.store(), kAudit)),
        gate_(
            rpc::AllowAs("admin"), [](const rpc::CallRecord&) {}, executor_),
        sources_(bench.store(), bench.writer(), *trail_, gate_,
                 base::SystemClock()) {
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(&sources_);
    server_ = builder.BuildAndStart();
    channel_ = grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  }
  ~Served() { server_->Shutdown(); }

  v1::SourceService::Stub sources() {
    return v1::SourceService::Stub(channel_);
  }

  int audited(absl::string_view method) {
    int entries = 0;
    REQUIRE(bench.store()
                .Scan(kAudit, "", "",
                      [&](absl::string_view, absl::string_view value) {
                        entries += absl::StrContains(value, method);
                        return true;
                      })
                .ok());
    return entries;
  }

  Bench bench;

 private:
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  rpc::Gate gate_;
  SourceServiceImpl sources_;
  std::unique_ptr<grpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
};

v1::CreateSourceRequest NewSource() {
  v1::CreateSourceRequest request;
  request.set_source_id("tax");
  request.mutable_source()->set_display_name("国家税务总局哈尔滨市税务局");
  request.mutable_source()->set_contact("12366");
  request.mutable_source()->add_areas(record::v1::AREA_TAXATION);
  request.mutable_source()->add_record_kinds(
      record::v1::RECORD_KIND_DISHONESTY);
  request.mutable_source()->add_client_names("clerk");
  return request;
}

absl::StatusOr<v1::Source> Create(Served& served,
                                  const v1::CreateSourceRequest& request) {
  auto stub = served.sources();
  grpc::ClientContext context;
  v1::Source source;
  const auto status = stub.CreateSource(&context, request, &source);
  if (!status.ok()) return rpc::FromGrpc(status);
  return source;
}

TEST_CASE("A source is registered once, by content") {
  Served served;
  REQUIRE(Create(served, NewSource()).ok());
  const std::size_t entries = served.bench.Log().size();
  const auto again = Create(served, NewSource());
  REQUIRE(again.ok());
  CHECK(again->name() == "sources/tax");
  CHECK(again->client_names_size() == 1);
  CHECK(served.bench.Log().size() == entries);

  v1::CreateSourceRequest other = NewSource();
  other.mutable_source()->set_contact("110");
  CHECK(base::ReasonOf(Create(served, other).status()) ==
        Reason::REASON_SOURCE_CONFLICT);
}

TEST_CASE("A source that is not well described is refused by field") {
  Served served;
  v1::CreateSourceRequest request = NewSource();
  SECTION("id") { request.set_source_id("Tax Office"); }
  SECTION("code") { request.mutable_source()->set_credit_code("1"); }
  SECTION("area") {
    request.mutable_source()->add_areas(record::v1::AREA_TAXATION);
  }
  SECTION("nothing to deliver") {
    request.mutable_source()->clear_record_kinds();
  }
  SECTION("region") { request.mutable_source()->add_regions("2300"); }
  SECTION("region twice") {
    request.mutable_source()->add_regions("23");
    request.mutable_source()->add_regions("23");
  }
  SECTION("cadence") { request.mutable_source()->set_cadence_days(367); }
  SECTION("term of a kind that it does not deliver") {
    auto& term = *request.mutable_source()->add_legal_terms();
    term.set_record_kind(record::v1::RECORD_KIND_PENALTY);
    term.set_working_days(7);
  }
  SECTION("term too long") {
    auto& term = *request.mutable_source()->add_legal_terms();
    term.set_record_kind(record::v1::RECORD_KIND_DISHONESTY);
    term.set_working_days(367);
  }
  SECTION("duty contact") {
    request.mutable_source()->set_duty_contact(std::string(201, 'x'));
  }
  SECTION("name") {
    request.mutable_source()->set_display_name(std::string(201, 'x'));
  }
  CHECK(base::ReasonOf(Create(served, request).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Sources are listed page by page in order of id") {
  Served served;
  REQUIRE(Create(served, NewSource()).ok());
  auto stub = served.sources();
  std::vector<std::string> names;
  v1::ListSourcesRequest request;
  request.set_page_size(2);
  v1::ListSourcesResponse response;
  do {
    grpc::ClientContext context;
    REQUIRE(stub.ListSources(&context, request, &response).ok());
    for (const auto& source : response.sources()) {
      names.push_back(source.name());
    }
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  CHECK(names == std::vector<std::string>{"sources/penalties",
                                          "sources/registry", "sources/tax"});
}

absl::StatusOr<v1::Source> Update(Served& served, const v1::Source& source,
                                  const std::string& etag) {
  auto stub = served.sources();
  grpc::ClientContext context;
  v1::UpdateSourceRequest request;
  *request.mutable_source() = source;
  request.set_etag(etag);
  v1::Source changed;
  const auto status = stub.UpdateSource(&context, request, &changed);
  if (!status.ok()) return rpc::FromGrpc(status);
  return changed;
}

v1::Source WideSource(v1::Source source) {
  source.add_areas(record::v1::AREA_TAXATION);
  source.add_regions("2301");
  source.set_cadence_days(3);
  source.set_duty_contact("0451-9");
  v1::LegalTerm& term = *source.add_legal_terms();
  term.set_record_kind(source.record_kinds(0));
  term.set_working_days(20);
  return source;
}

TEST_CASE("What is changed of a source stands in the log of every partition") {
  Served served;
  REQUIRE(
      served.bench
          .Deliver("penalties", "p1",
                   PenaltyFile(
                       {{.code = CompanyCode(1), .name = "甲", .number = "1"}}))
          .ok());
  const auto before = FindSource(View(served.bench.store()), "penalties");
  REQUIRE(before.ok());
  const std::size_t entries = served.bench.Log().size();

  const auto changed = Update(served, WideSource(*before), before->etag());

  INFO(changed.status());
  REQUIRE(changed.ok());
  CHECK(changed->etag() != before->etag());
  const auto log = served.bench.Log();
  CHECK(log.size() == entries + Bench::kPartitions);
  const auto state =
      *FindSourceState(View(served.bench.store()), "penalties").value();
  CHECK(state.regions_size() == 1);
  CHECK(state.cadence_days() == 3);
  CHECK(state.duty_contact() == "0451-9");
  CHECK(state.legal_terms(0).working_days() == 20);
  CHECK(state.areas_size() == 2);
  // Whether somebody looked is not the register's to say: the new area, the
  // region and the kind were not looked at.
  REQUIRE(state.looks_size() == 1);
  CHECK(state.looks(0).areas_size() == 1);
  CHECK(state.looks(0).areas(0) == record::v1::AREA_MARKET_REGULATION);
  CHECK(changed->latest_delivery_time().seconds() ==
        before->latest_delivery_time().seconds());
  CHECK(changed->has_first_delivery_time());
  CHECK(served.audited("UpdateSource") == 1);
}

TEST_CASE("A change of a source's clients is told, by name and in the log") {
  Served served;
  v1::Source source = *Create(served, NewSource());
  source.add_client_names("another");
  REQUIRE(Update(served, source, "").ok());
  const std::size_t entries = served.bench.Log().size();
  const auto state =
      *FindSourceState(View(served.bench.store()), "tax").value();
  CHECK(absl::StrJoin(state.client_names(), " ") == "another clerk");
  CHECK(served.audited("change the source tax: client_names") == 1);

  REQUIRE(Update(served, source, "").ok());
  CHECK(served.bench.Log().size() == entries);
  CHECK(served.audited("change the source tax: nothing") == 1);
}

TEST_CASE("Nobody overwrites a change that he has not seen") {
  Served served;
  const v1::Source read = *Create(served, NewSource());
  v1::Source mine = read;
  mine.set_contact("110");
  v1::Source yours = read;
  yours.set_contact("119");
  REQUIRE(Update(served, mine, read.etag()).ok());

  const auto refused = Update(served, yours, read.etag());

  CHECK(absl::IsAborted(refused.status()));
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_SOURCE_CHANGED);
  // Sent again, for want of an answer.
  CHECK(Update(served, mine, read.etag()).ok());
  // There and back again is a change, too.
  REQUIRE(Update(served, read, "").ok());
  CHECK(absl::IsAborted(Update(served, yours, read.etag()).status()));
  CHECK(served.audited("UpdateSource") >= 1);
}

TEST_CASE("A source that is not there cannot be changed") {
  Served served;
  v1::Source source = NewSource().source();
  source.set_name("sources/nobody");
  CHECK(base::ReasonOf(Update(served, source, "").status()) ==
        Reason::REASON_SOURCE_NOT_FOUND);
}

TEST_CASE("The catalogue says who answers where, and where nobody does") {
  Served served;
  v1::CreateSourceRequest request = NewSource();
  request.mutable_source()->add_regions("2301");
  REQUIRE(Create(served, request).ok());
  request.set_source_id("tax-county");
  request.mutable_source()->set_regions(0, "230624");
  REQUIRE(Create(served, request).ok());
  auto stub = served.sources();
  const auto ask = [&](bool only_uncovered) {
    grpc::ClientContext context;
    v1::GetResponsibilitiesRequest asked;
    asked.set_only_uncovered(only_uncovered);
    v1::GetResponsibilitiesResponse response;
    REQUIRE(stub.GetResponsibilities(&context, asked, &response).ok());
    return response;
  };
  std::map<std::string, std::string> tax;  // region -> who
  const v1::GetResponsibilitiesResponse all = ask(false);
  for (const auto& entry : all.responsibilities()) {
    if (entry.area() != record::v1::AREA_TAXATION) continue;
    tax[entry.region_code()] = absl::StrJoin(entry.sources(), ",");
    CHECK_FALSE(entry.delivered());
  }
  CHECK(tax.size() == 14);
  CHECK(tax["230100"] == "sources/tax");
  CHECK(tax["230600"] == "sources/tax-county");
  CHECK(tax["230000"].empty());
  CHECK(all.responsibilities_size() == 50 * 14);
  // Taxation in two prefectures and market regulation everywhere.
  CHECK(ask(true).responsibilities_size() == 49 * 14 - 2);
}

}  // namespace
}  // namespace creditproof::ingestion
