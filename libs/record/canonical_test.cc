#include "libs/record/canonical.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "libs/crypto/sealer.h"

namespace creditproof::record {
namespace {

v1::Record WithColumns(std::vector<std::pair<std::string, std::string>> cells) {
  std::sort(cells.begin(), cells.end());
  v1::Record record;
  record.set_kind(v1::RECORD_KIND_PENALTY);
  record.set_credit_code("91230103TE00000103");
  for (const auto& [id, text] : cells) {
    v1::Column& column = *record.add_columns();
    column.set_id(id);
    column.set_text(text);
  }
  return record;
}

crypto::Sealer NewSealer(const std::string& key_file) {
  return crypto::Sealer::FromKeyFile(key_file).value();
}

v1::Record Sealed(const crypto::Sealer& sealer, absl::string_view number) {
  v1::Record record = WithColumns({{"CF_NR", "罚款"}});
  v1::Column& column = *record.add_columns();
  column.set_id("CF_FR_ZJHM");
  column.set_sealed(
      sealer.Seal("91230103TE00000103/CF_FR_ZJHM", number).value());
  return record;
}

TEST_CASE("The order in which columns were given does not matter") {
  std::vector<std::pair<std::string, std::string>> cells = {
      {"CF_XDR_MC", "甲"}, {"CF_NR", "罚款"}, {"BZ", ""}, {"CF_SY", "事实"}};
  const std::string digest = Digest(WithColumns(cells));
  std::mt19937 random(1);
  for (int i = 0; i < 20; ++i) {
    std::shuffle(cells.begin(), cells.end(), random);
    CHECK(Digest(WithColumns(cells)) == digest);
  }
  CHECK(digest.size() == 32);
}

TEST_CASE("Any change of content changes the digest") {
  const std::string digest = Digest(WithColumns({{"CF_NR", "罚款"}}));
  CHECK(Digest(WithColumns({{"CF_NR", "警告"}})) != digest);
  CHECK(Digest(WithColumns({{"CF_SY", "罚款"}})) != digest);
  CHECK(Digest(WithColumns({})) != digest);

  v1::Registration registration;
  registration.set_name("甲");
  const std::string before = Digest(registration);
  registration.add_former_names("乙");
  CHECK(Digest(registration) != before);
}

TEST_CASE("A number sealed again under a newer key is the same content") {
  const std::string old_keys = crypto::Sealer::GenerateKeyFile().value();
  const std::string other_keys = crypto::Sealer::GenerateKeyFile().value();
  // The newer key in front, the nonce key as it was.
  const std::string new_keys =
      other_keys.substr(other_keys.find("seal ")) + old_keys;
  const v1::Record before = Sealed(NewSealer(old_keys), "230102199001011234");
  const v1::Record after = Sealed(NewSealer(new_keys), "230102199001011234");

  CHECK(before.SerializeAsString() != after.SerializeAsString());
  CHECK(Digest(before) == Digest(after));
  CHECK(Digest(before) !=
        Digest(Sealed(NewSealer(old_keys), "230102199001011235")));
}

TEST_CASE("The comparable digest leaves sealed numbers out, and only them") {
  v1::Record open;
  open.set_document_number("1号");
  v1::Column& column = *open.add_columns();
  column.set_id("CF_NR");
  column.set_text("罚款");
  v1::Record sealed = open;
  sealed.add_columns()->set_sealed("sealed");
  CHECK(ComparableDigest(open) == Digest(open));
  CHECK(ComparableDigest(sealed) == ComparableDigest(open));

  sealed.mutable_columns(0)->set_text("没收");
  CHECK(ComparableDigest(sealed) != ComparableDigest(open));
}

}  // namespace
}  // namespace creditproof::record
