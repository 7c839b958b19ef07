// What a trial of a policy finds, added up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "creditproof/eligibility/v1/trial_service.pb.h"
#include "libs/policy/decide.h"

namespace creditproof::eligibility_check {

// Some subjects: how many, and the codes of a few, which are the same ones
// however the subjects came, in whatever parts.
class Changed {
 public:
  void Add(absl::string_view code, std::size_t sample_size);
  void Merge(const Changed& other, std::size_t sample_size);
  eligibility::v1::ChangedSubjects ToMessage() const;

 private:
  std::int64_t count_ = 0;
  std::set<std::pair<std::uint64_t, std::string>>
      sample_;  // by hash; the least
};

// How the decisions by two policies on one standing differ.
struct Effect {
  eligibility::v1::Verdict::Outcome before;
  eligibility::v1::Verdict::Outcome after;

  // That stand, or count, by one policy only. Each once, ascending.
  std::vector<eligibility::v1::Cause::Kind> causes;
  std::vector<record::v1::Area> areas;
  std::vector<record::v1::RecordKind> kinds;
};

// Both point into the same standing.
Effect Compare(const policy::Decision& before, const policy::Decision& after);

// Of some subjects. Not thread-safe.
class TrialTally {
 public:
  explicit TrialTally(std::size_t sample_size) : sample_size_(sample_size) {}

  void Add(absl::string_view code, const Effect& effect);
  void Merge(const TrialTally& other);

  // All but the names of policies and kinds.
  eligibility::v1::TrialReport ToReport() const;

 private:
  using Outcome = eligibility::v1::Verdict::Outcome;

  const std::size_t sample_size_;
  std::int64_t subjects_ = 0;
  std::int64_t changed_ = 0;
  std::int64_t changed_within_ = 0;
  std::map<std::pair<Outcome, Outcome>, Changed> outcomes_;
  std::map<record::v1::Area, Changed> areas_;
  std::map<record::v1::RecordKind, Changed> kinds_;
  std::map<eligibility::v1::Cause::Kind, Changed> causes_;
};

}  // namespace creditproof::eligibility_check
