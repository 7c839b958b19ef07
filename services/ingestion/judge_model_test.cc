// Random rows against a model that knows no keys, no index and no log.

#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <tuple>

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
  bool complete;           // else its content must be mended
  std::string attributed;  // by call; empty for nobody
};

class Model {
 public:
  using HoldOf = std::function<std::string(const BadRow&)>;

  explicit Model(HoldOf hold_of) : hold_of_(std::move(hold_of)) {}

  void Register(const std::string& code, const std::string& name) {
    names_[code].insert(name);
    EraseIf([&](const BadRow& row) {
      return row.recorded && row.code == code && Agrees(row);
    });
  }

  // The same row again stays attributed, and so does one that its source said
  // by call to be about another.
  void Bad(BadRow row) {
    const auto same = open_.find({row.name, row.number, row.code});
    if (same == open_.end() || same->second.attributed.empty()) {
      if (BadRow* const otherwise = AttributedOtherwise(row)) {
        otherwise->complete = row.complete;
        return;
      }
    }
    BadRow& open = open_[{row.name, row.number, row.code}];
    row.attributed = open.attributed;
    open = row;
  }

  // One of those that stand open.
  std::optional<BadRow> OpenRow(int n) const {
    if (open_.empty()) return std::nullopt;
    const int place = n % static_cast<int>(open_.size());
    return std::next(open_.begin(), place)->second;
  }

  void Dismiss(const BadRow& row) {
    open_.erase({row.name, row.number, row.code});
  }

  void Attribute(const BadRow& row, const std::string& code) {
    const auto found = open_.find({row.name, row.number, row.code});
    if (found == open_.end()) return;
    BadRow& open = found->second;
    if (open.recorded) {
      if (open.code == code) open_.erase(found);
    } else if (!open.complete) {
      open.attributed = code;
    } else if (withdrawn_.count({code, open.number}) == 0) {
      known_.insert({code, open.number});
      open_.erase(found);
    }
  }

  Codes MustBeHeld() const {
    Codes codes;
    for (const auto& [key, row] : open_) Add(row, codes);
    return codes;
  }

  void Put(const std::string& code, const std::string& name,
           const std::string& number) {
    const BadRow row{code, name, number, true, true, true, ""};
    if (AttributedOtherwise(row) != nullptr ||
        withdrawn_.count({code, number}) > 0) {
      return Bad({code, name, number, true, false, true, ""});
    }
    Take(row, Agrees(row));
  }

  void Withdraw(const std::string& code, const std::string& name,
                const std::string& number) {
    withdrawn_.insert({code, number});
    Take({code, name, number, true, true, true, ""}, true);
  }

  void Reinstate(const std::string& code, const std::string& name,
                 const std::string& number) {
    const BadRow row{code, name, number, true, true, true, ""};
    if (AttributedOtherwise(row) != nullptr) {
      return Bad({code, name, number, true, false, true, ""});
    }
    withdrawn_.erase({code, number});
    Take(row, Agrees(row));
  }

 private:
  using Key = std::tuple<std::string, std::string, std::string>;

  // The open row that `row`, whose code is valid, is a version of, though it
  // was attributed to somebody else: itself, else the one with the last hold.
  BadRow* AttributedOtherwise(const BadRow& row) {
    if (!row.valid_code) return nullptr;
    BadRow* found = nullptr;
    for (auto& [key, open] : open_) {
      if (open.name != row.name || open.number != row.number ||
          open.attributed.empty()) {
        continue;
      }
      if (open.attributed == row.code) {
        if (open.code == row.code) return nullptr;
      } else if (open.code == row.code) {
        return &open;
      } else if (Near(open, row.code) &&
                 (found == nullptr || hold_of_(*found) < hold_of_(open))) {
        found = &open;
      }
    }
    return found;
  }

  // A good row; `settles` when nobody else can be meant.
  void Take(const BadRow& good, bool settles) {
    const bool is_new = known_.insert({good.code, good.number}).second;
    open_.erase({good.name, good.number, good.code});
    EraseIf([&](const BadRow& row) {
      return (settles || !row.recorded) && IsEarlier(row, good, is_new);
    });
    if (!settles) Bad(good);
  }

  bool IsEarlier(const BadRow& row, const BadRow& good, bool is_new) const {
    if (row.number != good.number) return false;
    if (IsUnder(row, good.code)) return true;
    if (row.name != good.name || !row.attributed.empty()) return false;
    return Near(row, good.code) ||
           (is_new && Bearers(row.name) == Codes{good.code});
  }

  static bool IsUnder(const BadRow& row, const std::string& code) {
    if (!row.attributed.empty()) return row.attributed == code;
    return row.valid_code && row.code == code;
  }

  Codes Bearers(const std::string& name) const {
    Codes codes;
    for (const auto& [code, names] : names_) {
      if (names.count(name) > 0) codes.insert(code);
    }
    return codes;
  }

  template <typename Predicate>
  void EraseIf(Predicate predicate) {
    for (auto it = open_.begin(); it != open_.end();) {
      it = predicate(it->second) ? open_.erase(it) : std::next(it);
    }
  }

  bool Agrees(const BadRow& row) const {
    const auto found = names_.find(row.code);
    return row.valid_code && found != names_.end() &&
           found->second.count(row.name) > 0;
  }

  void Add(const BadRow& row, Codes& codes) const {
    if (!row.attributed.empty()) {
      codes.insert(row.attributed);
      return;
    }
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

  const HoldOf hold_of_;
  std::set<std::pair<std::string, std::string>> withdrawn_;  // code and number
  std::map<std::string, Codes> names_;  // of each registered subject
  std::set<std::pair<std::string, std::string>> known_;  // likewise, recorded
  std::map<Key, BadRow> open_;
};

class Game {
 public:
  explicit Game(unsigned seed) : random_(seed) {}

  void Play(int moves) {
    for (int i = 0; i < moves; ++i) Move();
  }

  void Check() { CHECK(bench_.Held() == model_.MustBeHeld()); }

 private:
  int Below(int n) {
    return std::uniform_int_distribution<>(0, n - 1)(random_);
  }

  std::string HoldOf(const BadRow& row) const {
    return bench_.HoldOf(PenaltyRow(row.code, row.name, row.number));
  }

  // Half of the time the row meets a failing log first, and a kill.
  void Judge(const intake::Row& row) {
    if (Below(2) == 0) {
      bench_.FailAppendsAfter(0, Below(2) == 0);
      const bool judged = bench_.Judge(row).ok();
      if (Below(3) == 0) bench_.Reopen();
      bench_.FailAppendsAfter(-1, false);
      if (judged && Below(2) == 0) return;
    }
    REQUIRE(bench_.Judge(row).ok());
  }

  // Likewise. What is not open, or may not be attributed so, stays as it is.
  void Resolve(const BadRow& row, const std::string& code) {
    const std::string hold_id = HoldOf(row);
    bench_.FailAppendsAfter(Below(2) - 1, Below(2) == 0);
    if (absl::IsUnavailable(bench_.Resolve(hold_id, code).status()) &&
        Below(3) == 0) {
      bench_.Reopen();
    }
    bench_.FailAppendsAfter(-1, false);
    const absl::Status again = bench_.Resolve(hold_id, code).status();
    REQUIRE((again.ok() || absl::IsNotFound(again) ||
             absl::IsFailedPrecondition(again)));
  }

  void Move() {
    const std::string code = CompanyCode(Below(6));
    const std::string name = absl::StrCat("公司", Below(5));
    const std::string number = absl::StrCat(Below(4), "号");
    switch (Below(8)) {
      case 0:
        Judge(RegistrationRow(code, name));
        return model_.Register(code, name);
      case 1:
        Judge(PenaltyRow(Misspelt(code), name, number));
        return model_.Bad(
            {Misspelt(code), name, number, false, false, true, ""});
      case 2: {
        intake::Row row = PenaltyRow(code, name, number);
        row.rejected = true;
        Judge(row);
        return model_.Bad({code, name, number, true, false, false, ""});
      }
      case 3: {
        intake::Row row = PenaltyRow(code, name, number);
        row.update = intake::Update::kWithdraw;
        Judge(row);
        return model_.Withdraw(code, name, number);
      }
      case 4: {
        intake::Row row = PenaltyRow(code, name, number);
        row.update = intake::Update::kReinstate;
        Judge(row);
        return model_.Reinstate(code, name, number);
      }
      case 5:
      case 6: {
        const std::optional<BadRow> row = model_.OpenRow(Below(100));
        if (!row.has_value()) return;
        const std::string meant = Below(3) == 0 ? "" : CompanyCode(Below(6));
        Resolve(*row, meant);
        return meant.empty() ? model_.Dismiss(*row)
                             : model_.Attribute(*row, meant);
      }
      default:
        Judge(PenaltyRow(code, name, number));
        return model_.Put(code, name, number);
    }
  }

  std::mt19937 random_;
  Bench bench_;
  Model model_{[this](const BadRow& row) { return HoldOf(row); }};
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
