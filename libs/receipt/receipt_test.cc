#include <catch2/catch.hpp>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "libs/base/files.h"
#include "libs/crypto/statement.h"
#include "libs/intake/intake.h"
#include "libs/receipt/receipt_keys.h"
#include "libs/receipt/rows_digest.h"
#include "libs/receipt/verify_receipt.h"

namespace creditproof::receipt {
namespace {

const std::filesystem::path kVectors =
    std::filesystem::path(CREDITPROOF_VECTORS) / "receipt";

std::string Vector(const char* name) {
  return base::ReadFile(kVectors / name).value();
}

std::string RowsOf(absl::string_view file) {
  RowsDigest digest;
  intake::FileReader reader(
      {.file_kind = {}, .areas = {}, .today = {}}, [&](const intake::Row& row) {
        row.excluded ? digest.AddExcluded(row.number)
                     : digest.Add(row.number, row.raw_sha256);
      });
  REQUIRE(reader.Feed(file).ok());
  REQUIRE(reader.Finish().ok());
  return digest.Value();
}

TEST_CASE("The vector's receipt is proven by its key") {
  const auto receipt = ParseReceipt(Vector("penalties.csv.receipt"));
  REQUIRE(receipt.ok());
  const auto keys = LoadReceiptKeys(kVectors);
  REQUIRE(keys.ok());

  CHECK(Prove(*receipt, *keys).value() == Sort::kReceipt);
  CHECK(ParseStatement(*receipt)->delivery() ==
        "sources/penalties/deliveries/vector");
}

TEST_CASE("The vector's rows are those of its file") {
  const auto receipt = ParseReceipt(Vector("penalties.csv.receipt"));
  REQUIRE(receipt.ok());

  CHECK(absl::BytesToHexString(RowsOf(Vector("penalties.csv"))) ==
        absl::BytesToHexString(ParseStatement(*receipt)->rows_sha256()));
}

TEST_CASE("A file with one other byte has other rows") {
  std::string file = Vector("penalties.csv");
  const std::string whole = RowsOf(file);
  file[file.rfind('1')] = '2';

  CHECK(RowsOf(file) != whole);
}

TEST_CASE("Nothing of an excluded row but its number enters the digest") {
  RowsDigest digest;
  digest.Add(1, crypto::Sha256("a"));
  digest.AddExcluded(2);

  const std::string expected =
      absl::StrCat(std::string("\0\0\0\0\0\0\0\1\1", 9), crypto::Sha256("a"),
                   std::string("\0\0\0\0\0\0\0\2\0", 9));
  CHECK(digest.Value() == crypto::Sha256(expected));
}

TEST_CASE("No altered bit of a receipt is proven") {
  const std::string whole = Vector("penalties.csv.receipt");
  const auto keys = LoadReceiptKeys(kVectors).value();
  for (std::size_t bit = 0; bit < 8 * whole.size(); ++bit) {
    std::string altered = whole;
    altered[bit / 8] = static_cast<char>(altered[bit / 8] ^ (1 << bit % 8));
    const auto receipt = ParseReceipt(altered);
    const bool proven = receipt.ok() && Prove(*receipt, keys).ok();
    INFO("bit " << bit);
    CHECK_FALSE(proven);
  }
}

TEST_CASE("A receipt of another key is told apart from an altered one") {
  const auto receipt = ParseReceipt(Vector("penalties.csv.receipt")).value();
  const auto other =
      crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value())
          .value();

  CHECK(absl::IsNotFound(Prove(receipt, {other.verifying_key()}).status()));
  CHECK_FALSE(ParseReceipt("not a receipt").ok());
}

TEST_CASE("The vector of a reconciliation is proven by its key, as such") {
  const auto read = [](const char* name) {
    return base::ReadFile(kVectors.parent_path() / "reconciliation" / name)
        .value();
  };
  const auto file = ParseReceipt(read("penalties.reconciliation"));
  REQUIRE(file.ok());
  CHECK(Prove(*file, LoadReceiptKeys(kVectors).value()).value() ==
        Sort::kReconciliation);
  CHECK(absl::BytesToHexString(file->statement()) + "\n" ==
        read("statement.hex"));
  ingestion::v1::ReconciliationStatement statement;
  REQUIRE(statement.ParseFromString(file->statement()));
  CHECK(statement.source() == "sources/penalties");
  CHECK(statement.uncounted_rows() == 2);
}

TEST_CASE("No statement passes for one of another sort") {
  const auto key =
      crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value())
          .value();
  const std::pair<Sort, absl::string_view> sorts[] = {
      {Sort::kReceipt, crypto::kReceiptContext},
      {Sort::kTimeliness, crypto::kTimelinessContext},
      {Sort::kReconciliation, crypto::kReconciliationContext}};
  for (const auto& [sort, context] : sorts) {
    ingestion::v1::Receipt file;
    file.set_statement("the same bytes");
    file.set_key_id(crypto::KeyIdText(key.verifying_key()));
    file.set_signature(
        crypto::SignStatement(context, file.statement(), key).value());
    CHECK(Prove(file, {key.verifying_key()}).value() == sort);
  }
}

}  // namespace
}  // namespace creditproof::receipt
