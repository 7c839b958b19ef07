#include <grpcpp/create_channel.h>
#include <grpcpp/server_builder.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/error.h"
#include "libs/kv/big_endian.h"
#include "libs/reconcile/narrow.h"
#include "libs/reconcile/parts.h"
#include "libs/reconcile/read_table.h"
#include "libs/rpc/status.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/reconciliation_service.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using reconcile::Kind;
using Stub = v1::ReconciliationService::Stub;

// A table of penalties by document number.
using Rows = std::map<std::string, PenaltyCells>;

// A bench behind real gRPC over a unix socket, and a source that reconciles.
class Reconciled {
 public:
  explicit Reconciled(const std::string& client = "clerk")
      : receipt_key_(
            *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem())) {
    trail_ = *audit::Trail::Open(bench.store(), kAudit);
    gate_ = std::make_unique<rpc::Gate>(
        rpc::AllowAs(client), [](const rpc::CallRecord&) {}, executor_);
    service_ = std::make_unique<ReconciliationServiceImpl>(
        ReconciliationServiceImpl::Parts{bench.store(), bench.log(),
                                         bench.writer(), *trail_,
                                         Bench::kPartitions},
        receipt_key_, *gate_, base::SystemClock());
    const std::string address =
        "unix:" + (bench.directory() / "socket").string();
    grpc::ServerBuilder builder;
    builder.AddListeningPort(address, grpc::InsecureServerCredentials());
    builder.RegisterService(service_.get());
    server_ = builder.BuildAndStart();
    stub_ = std::make_unique<Stub>(
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials()));
  }
  ~Reconciled() { server_->Shutdown(); }

  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      Request request) {
    request.set_source("sources/penalties");
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &response);
    bytes += request.ByteSizeLong() + response.ByteSizeLong();
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  reconcile::SourceTable Read(const Rows& rows) {
    const auto terms = Call(&Stub::GetReadingTerms, {});
    REQUIRE(terms.ok());
    intake::Expectation expectation;
    for (const int area : terms->areas()) {
      expectation.areas.push_back(static_cast<record::v1::Area>(area));
    }
    expectation.today = absl::CivilDay(2026, 1, 1);
    auto table = reconcile::ReadTable(File(rows), "penalties", expectation);
    REQUIRE(table.ok());
    return *std::move(table);
  }

  // Compares the table with the platform.
  reconcile::Comparison Compare(const reconcile::SourceTable& source) {
    const auto comparison = reconcile::FindDifferences(
        source.table, true, [&](v1::CompareRangesRequest request) {
          request.set_file_kind(v1::FILE_KIND_PENALTY);
          return Call(&Stub::CompareRanges, std::move(request));
        });
    REQUIRE(comparison.ok());
    return *comparison;
  }

  absl::StatusOr<v1::ConcludeReconciliationResponse> Conclude(
      const reconcile::SourceTable& source,
      const reconcile::Comparison& comparison) {
    v1::ConcludeReconciliationRequest request;
    request.set_file_kind(v1::FILE_KIND_PENALTY);
    reconcile::TableDigest digest;
    for (const auto& row : source.table.rows()) {
      digest.Add(row.key(), row.sha256());
    }
    request.set_table_sha256(digest.Finish());
    for (const auto& found : comparison.differences) {
      v1::Difference& difference = *request.add_differences();
      difference.set_key(found.key);
      if (found.row == nullptr) continue;
      difference.set_sha256(std::string(found.row->sha256()));
      difference.set_credit_code(CompanyCode(1));
    }
    return Call(&Stub::ConcludeReconciliation, std::move(request));
  }

  v1::ReconciliationStatement Reconcile(const Rows& rows) {
    const reconcile::SourceTable source = Read(rows);
    const auto concluded = Conclude(source, Compare(source));
    REQUIRE(concluded.ok());
    CHECK(receipt_key_.verifying_key()
              .Verify(absl::StrCat("creditproof-reconciliation-v1",
                                   concluded->statement()),
                      concluded->signature(), crypto::SignatureForm::kDer)
              .ok());
    v1::ReconciliationStatement statement;
    REQUIRE(statement.ParseFromString(concluded->statement()));
    return statement;
  }

  void Deliver(const Rows& rows) {
    REQUIRE(
        bench.Deliver("penalties", absl::StrCat("d", ++deliveries_), File(rows))
            .ok());
  }

  static std::string File(const Rows& rows) {
    std::vector<PenaltyCells> cells;
    for (const auto& [number, row] : rows) cells.push_back(row);
    return PenaltyFile(cells);
  }

  // Mismatches that stand by the log alone; fails when one opens or closes
  // twice.
  std::set<std::string> OpenMismatches() {
    std::set<std::string> open;
    for (const changelog::v1::Change& change : bench.Log()) {
      if (change.has_mismatch_opened()) {
        CHECK(open.insert(change.mismatch_opened().mismatch_id()).second);
        CHECK(change.mismatch_opened().source_id() == "penalties");
        CHECK(change.provenance().source_id() == "penalties");
        CHECK(change.provenance().client() == "clerk");
        CHECK(change.provenance().ground() == "SOURCE");
        CHECK(change.credit_code().size() == 18);
      } else if (change.has_mismatch_closed()) {
        CHECK(open.erase(change.mismatch_closed().mismatch_id()) == 1);
      }
    }
    return open;
  }

  Bench bench;
  std::size_t bytes = 0;

 private:
  int deliveries_ = 0;
  crypto::SigningKey receipt_key_;
  rpc::Executor executor_{4, 16};
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<rpc::Gate> gate_;
  std::unique_ptr<ReconciliationServiceImpl> service_;
  std::unique_ptr<grpc::Server> server_;
  std::unique_ptr<Stub> stub_;
};

PenaltyCells Cells(int n, const std::string& date,
                   const std::string& content = "罚款") {
  return {.code = CompanyCode(n % 50),
          .name = "甲公司",
          .number = absl::StrCat(n, "号"),
          .date = date,
          .identity_number = n % 3 == 0 ? "11010519491231002X" : "",
          .content = content};
}

// `many` share one day; the others lie anywhere in three years.
Rows RandomTable(int rows, int many, std::mt19937& random) {
  Rows table;
  for (int n = 0; n < rows; ++n) {
    const std::string date =
        n < many
            ? "2023-05-06"
            : absl::StrFormat("%d-%02d-%02d", 2022 + int(random() % 3),
                              1 + int(random() % 12), 1 + int(random() % 28));
    table[absl::StrCat(n, "号")] = Cells(n, date);
  }
  return table;
}

TEST_CASE("The differences found are the differences there are") {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    Reconciled reconciled;
    Rows platform = RandomTable(300, round % 2 == 0 ? 150 : 0, random);
    reconciled.Deliver(platform);
    Rows own = platform;
    std::map<Kind, int> expected;
    for (auto row = own.begin(); row != own.end();) {
      switch (random() % 30) {
        case 0:
          row = own.erase(row);
          ++expected[Kind::kMissingAtSource];
          continue;
        case 1:
          row->second.content = absl::StrCat("没收", round);
          ++expected[Kind::kDifferent];
          break;
        case 2:  // another day: missing under the one, too much under the other
          row->second.date = "2021-02-03";
          ++expected[Kind::kMissingAtSource];
          ++expected[Kind::kMissingOnPlatform];
          break;
      }
      ++row;
    }
    for (int n = 1000; n < 1000 + int(random() % 10); ++n) {
      own[absl::StrCat(n, "号")] = Cells(n, "2023-05-06");
      ++expected[Kind::kMissingOnPlatform];
    }

    const reconcile::SourceTable source = reconciled.Read(own);
    const reconcile::Comparison comparison = reconciled.Compare(source);
    std::map<Kind, int> found;
    for (const auto& difference : comparison.differences) {
      ++found[difference.kind];
    }
    CHECK(comparison.all);
    CHECK(found == expected);

    const auto statement = reconciled.Reconcile(own);
    CHECK(statement.opened() ==
          static_cast<int>(comparison.differences.size()));
    CHECK(statement.source_rows() == static_cast<int>(own.size()));
    CHECK(statement.platform_rows() == static_cast<int>(platform.size()));
    CHECK(statement.different() == expected[Kind::kDifferent]);
    CHECK(reconciled.OpenMismatches().size() == comparison.differences.size());

    // The same again opens nothing twice.
    CHECK(reconciled.Reconcile(own).opened() == 0);
    const auto equal = reconciled.Reconcile(platform);
    CHECK(equal.differing_keys().empty());
    CHECK(equal.closed() == static_cast<int>(comparison.differences.size()));
    CHECK(equal.source_sha256() == equal.platform_sha256());
    CHECK(reconciled.OpenMismatches().empty());

    // What was closed opens again.
    CHECK(reconciled.Reconcile(own).opened() == statement.opened());
    CHECK(reconciled.OpenMismatches().size() == comparison.differences.size());
  }
}

TEST_CASE("A mended delivery closes what it mends") {
  Reconciled reconciled;
  Rows own = {{"1号", Cells(1, "2024-03-04")}, {"2号", Cells(2, "2024-03-04")}};
  Rows platform = own;
  platform["1号"].content = "没收";
  platform.erase("2号");
  reconciled.Deliver(platform);
  CHECK(reconciled.Reconcile(own).opened() == 2);

  reconciled.Deliver(own);

  CHECK(reconciled.Reconcile(own).closed() == 2);
  CHECK(reconciled.OpenMismatches().empty());
}

TEST_CASE(
    "What passes the wire grows with the differences, not with the rows") {
  std::mt19937 random(12);
  Reconciled reconciled;
  Rows own = RandomTable(4000, 3000, random);
  reconciled.Deliver(own);
  const reconcile::SourceTable equal = reconciled.Read(own);
  reconciled.bytes = 0;
  CHECK(reconciled.Compare(equal).differences.empty());
  CHECK(reconciled.bytes < 1000);

  for (int n = 0; n < 3; ++n) own[absl::StrCat(n, "号")].content = "没收";
  const reconcile::SourceTable source = reconciled.Read(own);
  reconciled.bytes = 0;
  CHECK(reconciled.Compare(source).differences.size() == 3);
  CHECK(reconciled.bytes < 30'000);
}

TEST_CASE("What was withdrawn counts no more; what was repaired does") {
  Reconciled reconciled;
  const Rows both = {{"1号", Cells(1, "2024-03-04")},
                     {"2号", Cells(2, "2024-03-04")}};
  reconciled.Deliver(both);
  for (const auto& [number, update] :
       {std::pair("1号", intake::Update::kWithdraw),
        std::pair("2号", intake::Update::kRepair)}) {
    const PenaltyCells& cells = both.at(number);
    intake::Row row = PenaltyRow(cells.code, cells.name, number);
    row.update = update;
    REQUIRE(reconciled.bench.Judge(row).ok());
  }
  CHECK(reconciled.Reconcile({*both.find("2号")}).differing_keys().empty());
  CHECK(reconciled.Reconcile(both).missing_on_platform() == 1);
}

TEST_CASE(
    "The index of tables is the same when it is made again from the log") {
  Reconciled reconciled;
  std::mt19937 random(13);
  Rows own = RandomTable(100, 10, random);
  reconciled.Deliver(own);
  own["5号"].date = "2020-01-01";
  reconciled.Deliver(own);
  Rows other = own;
  other.erase("7号");
  reconciled.Reconcile(other);
  const auto tables = [&] {
    std::map<std::string, std::string> content;
    for (const char* prefix : {"m", "o", "r", "s", "y"}) {
      REQUIRE(reconciled.bench.store()
                  .Scan(kIndex, prefix, "",
                        [&](absl::string_view key, absl::string_view value) {
                          content[std::string(key)] = std::string(value);
                          return true;
                        })
                  .ok());
    }
    return content;
  };
  const auto before = tables();
  kv::Batch batch(reconciled.bench.store());
  for (const auto& [key, value] : before) batch.Delete(kIndex, key);
  for (std::uint32_t p = 0; p < Bench::kPartitions; ++p) {
    batch.Delete(kMeta, absl::StrCat("applied", kv::BigEndian(p)));
  }
  REQUIRE(reconciled.bench.store()
              .Commit(std::move(batch), kv::Durability::kSynced)
              .ok());
  auto writer = Writer::Open(reconciled.bench.store(), reconciled.bench.log(),
                             Bench::kPartitions, base::SystemClock());
  REQUIRE(writer.ok());
  CHECK(tables() == before);
}

TEST_CASE("Rows are given as the log has them, identity numbers left out") {
  Reconciled reconciled;
  Rows own = {{"3号", Cells(3, "2024-03-04", "没收")}};
  reconciled.Deliver({{"3号", Cells(3, "2024-03-04", "罚款")}});
  reconciled.Deliver(own);
  const reconcile::SourceTable source = reconciled.Read(own);
  v1::GetTableRowsRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  request.add_keys(std::string(source.table.rows()[0].key()));
  request.add_keys(std::string(reconcile::kKeyLength, '0'));

  const auto response = reconciled.Call(&Stub::GetTableRows, request);

  REQUIRE(response.ok());
  REQUIRE(response->rows_size() == 1);
  CHECK(response->rows(0).record().document_number() == "3号");
  CHECK(absl::StrCat(response->rows(0).record().content()).find("没收") !=
        std::string::npos);
  for (const auto& column : response->rows(0).record().columns()) {
    CHECK_FALSE(column.has_sealed());
  }
}

TEST_CASE("Differences that do not explain the table are refused") {
  Reconciled reconciled;
  Rows own = {{"1号", Cells(1, "2024-03-04")}, {"2号", Cells(2, "2024-03-04")}};
  const reconcile::SourceTable source = reconciled.Read(own);
  reconcile::Comparison comparison = reconciled.Compare(source);
  REQUIRE(comparison.differences.size() == 2);
  comparison.differences.pop_back();

  const auto concluded = reconciled.Conclude(source, comparison);

  CHECK(base::ReasonOf(concluded.status()) == Reason::REASON_SOURCE_CHANGED);
  CHECK(reconciled.OpenMismatches().empty());
}

TEST_CASE("Nobody reconciles for another source") {
  Reconciled reconciled("stranger");
  const auto terms = reconciled.Call(&Stub::GetReadingTerms, {});
  CHECK(base::ReasonOf(terms.status()) == Reason::REASON_SOURCE_NOT_YOURS);
  v1::CompareRangesRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  request.add_ranges()->set_part_length(4);
  const auto compared = reconciled.Call(&Stub::CompareRanges, request);
  CHECK(base::ReasonOf(compared.status()) == Reason::REASON_SOURCE_NOT_YOURS);
}

TEST_CASE("Ranges within one another, or parts out of order, are refused") {
  Reconciled reconciled;
  v1::CompareRangesRequest request;
  request.set_file_kind(v1::FILE_KIND_PENALTY);
  SECTION("within another") {
    request.add_ranges()->set_part_length(4);
    request.add_ranges()->set_prefix("2024");
    request.mutable_ranges(1)->set_part_length(8);
  }
  SECTION("no shorter than its parts") {
    request.add_ranges()->set_prefix("2024");
    request.mutable_ranges(0)->set_part_length(4);
  }
  SECTION("out of order") {
    v1::Range& range = *request.add_ranges();
    range.set_part_length(4);
    for (const char* suffix : {"2025", "2024"}) {
      range.add_parts()->set_suffix(suffix);
      range.mutable_parts(range.parts_size() - 1)->set_sha256("x");
    }
  }
  SECTION("no hex") {
    request.add_ranges()->set_prefix("20-");
    request.mutable_ranges(0)->set_part_length(4);
  }
  const auto compared = reconciled.Call(&Stub::CompareRanges, request);
  CHECK(base::ReasonOf(compared.status()) == Reason::REASON_INVALID_FIELD);
}

}  // namespace
}  // namespace creditproof::ingestion
