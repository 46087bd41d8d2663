# The fixed data: an administrator, 24 users, two projects, 210 issues with a list and a text of their own kind.
random = Random.new(20260101)
ActionMailer::Base.perform_deliveries = false
{ notified_events: [], default_language: 'en', self_registration: '0', login_required: '1', gravatar_enabled: '0',
  per_page_options: '25,50,100', host_name: '127.0.0.1' }.each { |name, value| Setting[name] = value }

FIRST = %w[Anouk Boris Clara Daan Esra Fiona Gustav Hedda].freeze
LAST = %w[Aalto Brandt Cerny Dahl Engel Fabre].freeze
VERBS = %w[Replace Inspect Order Return Calibrate Clean Label].freeze
THINGS = ['torque wrench', 'air filter', 'label printer', 'fork lift', 'safety gate', 'floor lamp', 'badge reader', 'water pump'].freeze

ActiveRecord::Base.transaction do
  admin = User.find_by_login('admin')
  admin.password = admin.password_confirmation = 'Adm1n-redmine!'
  admin.must_change_passwd = false
  admin.language = 'en'
  admin.save!
  users = Array.new(24) do |at|
    user = User.new(firstname: FIRST[at % 8], lastname: LAST[at % 6], mail: "worker#{at}@example.test", language: 'en')
    user.login = "worker#{at}"
    user.password = user.password_confirmation = "Worker-pass-#{at}"
    user.save!
    user
  end
  trackers = Tracker.sorted.to_a
  unit = IssueCustomField.create!(name: 'Business unit', field_format: 'list', possible_values: %w[Assembly Logistics Paint], is_for_all: true, is_filter: true, tracker_ids: trackers.map(&:id))
  asset = IssueCustomField.create!(name: 'Asset number', field_format: 'string', regexp: '^(AN-[0-9]{4})?$', is_for_all: true, is_filter: true, tracker_ids: trackers.map(&:id))
  roles = Role.givable.sorted.to_a
  projects = [%w[Workshop workshop], ['Office moves', 'office-moves']].map do |name, identifier|
    project = Project.new(name: name, identifier: identifier, is_public: false)
    project.trackers = trackers
    project.enabled_module_names = %w[issue_tracking time_tracking]
    project.save!
    users.each_with_index { |user, at| Member.create!(project: project, principal: user, roles: [roles[at % roles.size]]) }
    Member.create!(project: project, principal: admin, roles: [roles.first])
    %w[Machines Rooms Vehicles].each { |category| IssueCategory.create!(project: project, name: category) }
    2.times { |at| Version.create!(project: project, name: "Round #{at + 1}", effective_date: Date.new(2026, 3, 1) + at * 90) }
    project
  end
  priorities = IssuePriority.active.to_a
  statuses = IssueStatus.sorted.reject(&:is_closed?)
  210.times do |at|
    project = projects[at % 3 == 2 ? 1 : 0]
    started = Date.new(2026, 1, 5) + random.rand(200)
    issue = Issue.new(
      project: project, tracker: trackers[random.rand(trackers.size)], author: admin, subject: "#{VERBS[random.rand(7)]} #{THINGS[random.rand(8)]} (#{500 + at})",
      description: "Request #{500 + at}", priority: priorities[random.rand(priorities.size)], assigned_to: (users[random.rand(24)] if at % 4 != 0),
      category: project.issue_categories.to_a[random.rand(3)], start_date: started, due_date: started + 1 + random.rand(40), estimated_hours: 1 + random.rand(20)
    )
    issue.custom_field_values = { unit.id.to_s => unit.possible_values[random.rand(3)], asset.id.to_s => format('AN-%04d', 1000 + at) }
    issue.save!(validate: false)
    Issue.where(id: issue.id).update_all(
      status_id: statuses[random.rand(statuses.size)].id, done_ratio: random.rand(11) * 10,
      created_on: Time.utc(2026, 1, 5) + at * 5400, updated_on: Time.utc(2026, 2, 1) + at * 997 % 210 * 3600
    )
  end
end
puts "#{User.count} users, #{Issue.count} issues"
