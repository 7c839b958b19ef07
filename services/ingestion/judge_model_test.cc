// Random rows against a model that knows no keys, no index and no log.

#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/credit_code/credit_code.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;

struct BadRow {
  std::string code;  // valid or broken
  std::string name;
  std::string number;
  bool valid_code;
  bool recorded;
};

class Model {
 public:
  void Register(const std::string& code, const std::string& name) {
    names_[code].insert(name);
    for (auto& [key, versions] : open_) {
      BadRow& latest = versions.back();
      if (latest.code != code || !Agrees(latest)) continue;
      if (latest.recorded) {
        versions.clear();
      } else {
        versions = {latest};
      }
    }
    DropSettled();
  }

  void Bad(const BadRow& row) { open_[{row.name, row.number}].push_back(row); }

  void Good(const std::string& code, const std::string& name,
            const std::string& number) {
    const BadRow row{code, name, number, true, true};
    const bool agrees = Agrees(row);
    open_.erase({name, number});
    for (auto& [key, versions] : open_) {
      const BadRow& latest = versions.back();
      const bool same_record =
          latest.valid_code && latest.code == code && latest.number == number;
      if (same_record && (agrees || !latest.recorded)) versions.clear();
    }
    DropSettled();
    if (!agrees) Bad(row);
  }

  // Everybody concerned by the latest version of an open row; and by any.
  Codes MustBeHeld() const {
    Codes codes;
    for (const auto& [key, versions] : open_) Add(versions.back(), codes);
    return codes;
  }
  Codes MayBeHeld() const {
    Codes codes;
    for (const auto& [key, versions] : open_) {
      for (const BadRow& row : versions) Add(row, codes);
    }
    return codes;
  }

 private:
  bool Agrees(const BadRow& row) const {
    const auto found = names_.find(row.code);
    return row.valid_code && found != names_.end() &&
           found->second.count(row.name) > 0;
  }

  void Add(const BadRow& row, Codes& codes) const {
    if (row.valid_code && !row.recorded) codes.insert(row.code);
    if (Agrees(row)) return;
    for (const auto& [code, names] : names_) {
      if (code != row.code && (names.count(row.name) > 0 || Near(row, code))) {
        codes.insert(code);
      }
    }
  }

  static bool Near(const BadRow& row, const std::string& code) {
    if (code.substr(8, 9) == row.code.substr(8, 9)) return true;
    if (row.valid_code) return false;
    for (const CreditCode& near : CodesOneSlipAway(row.code)) {
      if (near.text() == code) return true;
    }
    return false;
  }

  void DropSettled() {
    for (auto it = open_.begin(); it != open_.end();) {
      it = it->second.empty() ? open_.erase(it) : std::next(it);
    }
  }

  std::map<std::string, Codes> names_;  // of each registered subject
  std::map<std::pair<std::string, std::string>, std::vector<BadRow>> open_;
};

class Game {
 public:
  explicit Game(unsigned seed) : random_(seed) {}

  void Play(int moves) {
    for (int i = 0; i < moves; ++i) Move();
  }

  void Check() {
    const Codes held = bench_.Held();
    const Codes must = model_.MustBeHeld();
    const Codes may = model_.MayBeHeld();
    CHECK(std::includes(held.begin(), held.end(), must.begin(), must.end()));
    CHECK(std::includes(may.begin(), may.end(), held.begin(), held.end()));
  }

 private:
  int Below(int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random_);
  }

  // Half of the time the row meets a failing log first, and a kill.
  void Judge(const intake::Row& row) {
    if (Below(2) == 0) {
      bench_.FailAppendsAfter(Below(3), Below(2) == 0);
      const bool judged = bench_.Judge(row).ok();
      if (Below(3) == 0) bench_.Reopen();
      bench_.FailAppendsAfter(-1, false);
      if (judged && Below(2) == 0) return;
    }
    REQUIRE(bench_.Judge(row).ok());
  }

  void Move() {
    const std::string code = CompanyCode(Below(6));
    const std::string name = absl::StrCat("公司", Below(5));
    const std::string number = absl::StrCat(Below(4), "号");
    switch (Below(5)) {
      case 0:
        Judge(RegistrationRow(code, name));
        return model_.Register(code, name);
      case 1:
        Judge(PenaltyRow(Misspelt(code), name, number));
        return model_.Bad({Misspelt(code), name, number, false, false});
      case 2: {
        intake::Row row = PenaltyRow(code, name, number);
        row.rejected = true;
        Judge(row);
        return model_.Bad({code, name, number, true, false});
      }
      case 3: {
        intake::Row row = PenaltyRow(code, name, number);
        row.update = intake::Update::kWithdraw;
        Judge(row);
        return model_.Good(code, name, number);
      }
      default:
        Judge(PenaltyRow(code, name, number));
        return model_.Good(code, name, number);
    }
  }

  std::mt19937 random_;
  Bench bench_;
  Model model_;
};

TEST_CASE(
    "At any time every subject that an unmended row may name is on hold, "
    "and no other is") {
  const unsigned seed = GENERATE(range(1u, 13u));
  CAPTURE(seed);
  Game game(seed);
  for (int round = 0; round < 10; ++round) {
    game.Play(8);
    game.Check();
  }
}

}  // namespace
}  // namespace creditproof::ingestion
