#include "services/ingestion/table_index.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/reconciliation_bench.h"

namespace creditproof::ingestion {
namespace {

TEST_CASE(
    "The index of tables is the same when it is made again from the log") {
  Reconciled reconciled;
  Rows own;
  for (int n = 0; n < 100; ++n) {
    own[absl::StrCat(n, "号")] =
        Cells(n, absl::StrFormat("2023-05-%02d", 1 + n % 28));
  }
  reconciled.Deliver(own);
  own["5号"].date = "2020-01-01";
  reconciled.Deliver(own);
  Rows other = own;
  other.erase("7号");
  reconciled.Reconcile(other);
  reconciled.Register("registry-2", Registry());
  for (const char* source : {"registry", "registry-2"}) {
    reconciled.Deliver(RegistryFile({{CompanyCode(1), "甲公司"}}), source);
  }
  const auto tables = [&] {
    std::map<std::string, std::string> content;
    for (const char* prefix : {"m", "n", "o", "r", "s", "y"}) {
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

TEST_CASE("Two registries that delivered the same subject are both equal") {
  Reconciled reconciled;
  reconciled.Register("registry-2", Registry());
  const std::string file = RegistryFile({{CompanyCode(1), "甲公司"}});
  const auto differing = [&](const std::string& own, const char* source) {
    return reconciled.Reconcile(own, source, CompanyCode(1))
        .differing_keys_size();
  };
  reconciled.Deliver(file, "registry");
  REQUIRE(differing(file, "registry-2") == 1);
  reconciled.Deliver(file, "registry-2");
  CHECK(reconciled.bench.verdicts[0].outcome() == v1::ROW_OUTCOME_UNCHANGED);

  CHECK(differing(file, "registry-2") == 0);
  CHECK(differing(file, "registry") == 0);
  CHECK(reconciled.OpenMismatches().empty());

  // It is known now, and said no more.
  const std::size_t before = reconciled.bench.Log().size();
  reconciled.bench.PassTime();
  REQUIRE(reconciled.bench.Deliver("registry", "again", file).ok());
  std::size_t registrations = 0;
  const auto log = reconciled.bench.Log();
  for (const auto& change : log) registrations += change.has_registration();
  CHECK(registrations == 2);
  CHECK(log.size() >= before);

  // The platform holds what was said last, for both.
  const std::string other = RegistryFile({{CompanyCode(1), "乙公司"}});
  reconciled.Deliver(other, "registry-2");
  CHECK(differing(other, "registry-2") == 0);
  CHECK(differing(file, "registry") == 1);
}

}  // namespace
}  // namespace creditproof::ingestion
