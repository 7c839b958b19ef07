#include "services/eligibility_check/trial_report.h"

#include <algorithm>
#include <iterator>

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::TrialReport;
using policy::Ruling;

// FNV-1a: any spread will do, but the same in every run.
std::uint64_t Spread(absl::string_view code) {
  std::uint64_t hash = 14695981039346656037U;
  for (const char c : code) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
  }
  return hash ^ hash >> 29;
}

// The facts that are ruled on in one list only; both in the standing's order.
std::vector<const policy::RecordFact*> OneSided(
    const std::vector<Ruling>& one, const std::vector<Ruling>& other) {
  std::vector<const policy::RecordFact*> facts[2];
  for (const Ruling& ruling : one) facts[0].push_back(ruling.fact);
  for (const Ruling& ruling : other) facts[1].push_back(ruling.fact);
  std::vector<const policy::RecordFact*> one_sided;
  std::set_symmetric_difference(facts[0].begin(), facts[0].end(),
                                facts[1].begin(), facts[1].end(),
                                std::back_inserter(one_sided));
  return one_sided;
}

template <typename T>
void SortOnce(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

template <typename Key>
void MergeInto(std::map<Key, Changed>& all, const std::map<Key, Changed>& some,
               std::size_t sample_size) {
  for (const auto& [key, changed] : some) all[key].Merge(changed, sample_size);
}

}  // namespace

void Changed::Add(absl::string_view code, std::size_t sample_size) {
  ++count_;
  const std::uint64_t place = Spread(code);
  if (sample_.size() == sample_size) {
    if (sample_size == 0 || place > sample_.rbegin()->first) return;
    sample_.erase(std::prev(sample_.end()));
  }
  sample_.emplace(place, std::string(code));
}

void Changed::Merge(const Changed& other, std::size_t sample_size) {
  count_ += other.count_;
  sample_.insert(other.sample_.begin(), other.sample_.end());
  while (sample_.size() > sample_size) sample_.erase(std::prev(sample_.end()));
}

eligibility::v1::ChangedSubjects Changed::ToMessage() const {
  eligibility::v1::ChangedSubjects message;
  message.set_count(count_);
  std::set<std::string> codes;
  for (const auto& [place, code] : sample_) codes.insert(code);
  for (const std::string& code : codes) message.add_sample(code);
  return message;
}

Effect Compare(const policy::Decision& before, const policy::Decision& after) {
  Effect effect{before.outcome, after.outcome, {}, {}, {}};
  std::vector<Cause::Kind> causes[] = {before.causes, after.causes};
  for (auto& list : causes) std::sort(list.begin(), list.end());
  std::set_symmetric_difference(causes[0].begin(), causes[0].end(),
                                causes[1].begin(), causes[1].end(),
                                std::back_inserter(effect.causes));
  for (const auto* fact : OneSided(before.counting, after.counting)) {
    effect.areas.push_back(fact->area);
    effect.kinds.push_back(fact->kind);
  }
  SortOnce(effect.areas);
  SortOnce(effect.kinds);
  return effect;
}

void TrialTally::Add(absl::string_view code, const Effect& effect) {
  ++subjects_;
  if (effect.before == effect.after) {
    if (!effect.causes.empty() || !effect.kinds.empty()) ++changed_within_;
    return;
  }
  ++changed_;
  outcomes_[{effect.before, effect.after}].Add(code, sample_size_);
  for (const auto area : effect.areas) areas_[area].Add(code, sample_size_);
  for (const auto kind : effect.kinds) kinds_[kind].Add(code, sample_size_);
  for (const auto cause : effect.causes) causes_[cause].Add(code, sample_size_);
}

void TrialTally::Merge(const TrialTally& other) {
  subjects_ += other.subjects_;
  changed_ += other.changed_;
  changed_within_ += other.changed_within_;
  MergeInto(outcomes_, other.outcomes_, sample_size_);
  MergeInto(areas_, other.areas_, sample_size_);
  MergeInto(kinds_, other.kinds_, sample_size_);
  MergeInto(causes_, other.causes_, sample_size_);
}

TrialReport TrialTally::ToReport() const {
  TrialReport report;
  report.set_subjects(subjects_);
  report.set_changed(changed_);
  report.set_changed_within(changed_within_);
  for (const auto& [outcomes, changed] : outcomes_) {
    auto& message = *report.add_outcomes();
    message.set_before(outcomes.first);
    message.set_after(outcomes.second);
    *message.mutable_subjects() = changed.ToMessage();
  }
  for (const auto& [area, changed] : areas_) {
    auto& message = *report.add_areas();
    message.set_area(area);
    *message.mutable_subjects() = changed.ToMessage();
  }
  for (const auto& [kind, changed] : kinds_) {
    auto& message = *report.add_kinds();
    message.set_kind(kind);
    *message.mutable_subjects() = changed.ToMessage();
  }
  for (const auto& [cause, changed] : causes_) {
    auto& message = *report.add_causes();
    message.set_kind(cause);
    *message.mutable_subjects() = changed.ToMessage();
  }
  return report;
}

}  // namespace creditproof::eligibility_check
